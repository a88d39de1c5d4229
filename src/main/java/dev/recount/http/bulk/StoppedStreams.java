package dev.recount.http.bulk;

import dev.recount.model.StreamId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The streams of which no more lines are tried, as the command of one may not have been carried out.
 *
 * <p>In a session, a client that sends a command again whose result it has got shows that it knows: its stream goes on.
 * Lines of one stream are asked about one after another. Where there are more streams than are remembered, no line of
 * any stream is tried any more.
 */
final class StoppedStreams {

    private final int most;
    private final boolean goOn;
    private final Map<StreamId, Set<String>> told = new ConcurrentHashMap<>();
    private final AtomicInteger notTried = new AtomicInteger();
    private volatile boolean areAll;

    private StoppedStreams(int most, boolean goOn) {
        this.most = most;
        this.goOn = goOn;
    }

    /**
     * Returns those of which none goes on.
     *
     * @param most how many are remembered
     */
    static StoppedStreams forGood(int most) {
        return new StoppedStreams(most, false);
    }

    /**
     * Returns those that go on with a command that is sent again.
     *
     * @param most how many are remembered, and how many commands that were not tried, beside those that stopped them
     */
    static StoppedStreams untilSentAgain(int most) {
        return new StoppedStreams(most, true);
    }

    /** Stops a stream whose command may not have been carried out, of which its client is told. */
    void stop(StreamId stream, String commandId) {
        if (told.size() >= most && !told.containsKey(stream)) {
            areAll = true;
            return;
        }
        Set<String> commands = told.computeIfAbsent(stream, _ -> ConcurrentHashMap.newKeySet());
        if (goOn) {
            commands.add(commandId);
        }
    }

    /** Tells whether all streams are stopped, as there are more than are remembered. */
    boolean areAll() {
        return areAll;
    }

    /** Tells whether a command is not to be tried; if so, its client is told. */
    boolean refuses(StreamId stream, String commandId) {
        if (areAll) {
            return true;
        }
        Set<String> commands = told.get(stream);
        if (commands == null) {
            return false;
        } else if (commands.contains(commandId)) {
            told.remove(stream);
            notTried.addAndGet(1 - commands.size());
            return false;
        }
        if (goOn && notTried.get() < most && commands.add(commandId)) {
            notTried.incrementAndGet();
        }
        return true;
    }
}
