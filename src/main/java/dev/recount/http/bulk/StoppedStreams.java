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
 * Lines of one stream are asked about one after another.
 */
final class StoppedStreams {

    private final int most;
    private final Map<StreamId, Set<String>> told = new ConcurrentHashMap<>();
    private final AtomicInteger remembered = new AtomicInteger();

    private StoppedStreams(int most) {
        this.most = most;
    }

    /** Returns those of which none goes on. */
    static StoppedStreams forGood() {
        return new StoppedStreams(0);
    }

    /**
     * Returns those that go on with a command that is sent again.
     *
     * @param most how many commands are remembered by which they do
     */
    static StoppedStreams untilSentAgain(int most) {
        return new StoppedStreams(most);
    }

    /** Stops a stream whose command may not have been carried out, of which its client is told. */
    void stop(StreamId stream, String commandId) {
        remember(told.computeIfAbsent(stream, _ -> ConcurrentHashMap.newKeySet()), commandId);
    }

    /** Tells whether a command is not to be tried; if so, its client is told. */
    boolean refuses(StreamId stream, String commandId) {
        Set<String> commands = told.get(stream);
        if (commands == null) {
            return false;
        } else if (commands.contains(commandId)) {
            told.remove(stream);
            remembered.addAndGet(-commands.size());
            return false;
        }
        remember(commands, commandId);
        return true;
    }

    private void remember(Set<String> commands, String commandId) {
        if (remembered.get() < most && commands.add(commandId)) {
            remembered.incrementAndGet();
        }
    }
}
