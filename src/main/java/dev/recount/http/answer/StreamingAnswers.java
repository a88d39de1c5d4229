package dev.recount.http.answer;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.UniqueKillSwitch;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;

/**
 * The answers that go on streaming after they were begun. A server that stops tells them to end, and waits until they
 * have.
 *
 * <p>Pekko's own way to stop waits for the head of each answer alone, and breaks off what still streams.
 */
public final class StreamingAnswers {

    private final Set<UniqueKillSwitch> running = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Done> ended = new CompletableFuture<>();

    /** The number of answers that go on; the server itself counts as one, until it stops. */
    private final AtomicInteger open = new AtomicInteger(1);

    private volatile boolean stopping;

    /** Returns a flow through which passes what an answer is made from; it ends when the server stops. */
    public <T> Flow<T, T, NotUsed> untilStop() {
        return Flow.<T>create().viaMat(KillSwitches.single(), Keep.right()).watchTermination((begun, end) -> {
            begin(begun);
            var _ = end.whenComplete((_, _) -> running.remove(begun));
            return NotUsed.getInstance();
        });
    }

    private void begin(UniqueKillSwitch begun) {
        running.add(begun);
        if (stopping) {
            begun.shutdown();
        }
    }

    /** Returns a flow through which an answer passes for whose end a stop waits. */
    public <T> Flow<T, T, NotUsed> awaited() {
        return Flow.<T>create().watchTermination((notUsed, end) -> {
            open.incrementAndGet();
            var _ = end.whenComplete((_, _) -> closed());
            return notUsed;
        });
    }

    private void closed() {
        if (open.decrementAndGet() == 0) {
            ended.complete(Done.getInstance());
        }
    }

    /** Tells whether the server stops. */
    public boolean areEnding() {
        return stopping;
    }

    /** Tells all answers to end, once; completes when they have. */
    public CompletionStage<Done> end() {
        stopping = true;
        running.forEach(UniqueKillSwitch::shutdown);
        closed();
        return ended;
    }
}
