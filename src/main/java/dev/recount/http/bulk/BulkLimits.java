package dev.recount.http.bulk;

import dev.recount.http.answer.ProblemException;
import dev.recount.http.caller.Callers;
import dev.recount.http.endpoint.Call;
import dev.recount.http.limit.RateLimits;
import dev.recount.http.limit.TooManyRequestsException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.pattern.Patterns;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.UniformFanOutShape;
import org.apache.pekko.stream.javadsl.Broadcast;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.GraphDSL;
import org.apache.pekko.stream.javadsl.Sink;

/**
 * The limits of what is read of bulk requests and sessions.
 *
 * @param maxLineBytes the longest line, in bytes
 * @param rates how much may be asked in a time
 * @param callers tells whether a sender is still known
 * @param heartbeat how often that is looked at
 * @param system what waits for its passing
 */
public record BulkLimits(int maxLineBytes, RateLimits rates, Callers callers, Duration heartbeat, ActorSystem system) {

    /**
     * Returns what lets lines through at the pace that their sender is held to, each of which counts as a request does:
     * none is turned away, and the client is held back.
     */
    public <T> Flow<T, T, NotUsed> paced(Call call) {
        return rates.isLimited() ? Flow.<T>create().mapAsync(1, line -> inTime(line, call)) : Flow.create();
    }

    /** Returns what lets lines through for as long as their sender is known. */
    public <T> Flow<T, T, NotUsed> whileKnown(Call call) {
        return callers.whileKnown(call.request(), call.known(), heartbeat);
    }

    /** Returns a request whose sender is made out anew; fails where that is nobody who is known. */
    public CompletionStage<Call> asKnownNow(Call call) {
        try {
            return callers.of(call.request()).thenApply(call::of);
        } catch (ProblemException | TooManyRequestsException refused) {
            return CompletableFuture.failedStage(refused);
        }
    }

    /**
     * Returns what goes on reading, and drops what is read, after the downstream is through: where the reading of what
     * a client sends is given up, its connection is closed while its last results are still to be sent.
     */
    public <T> Flow<T, T, NotUsed> drained() {
        return Flow.fromGraph(GraphDSL.create(graph -> {
            UniformFanOutShape<T, T> both = graph.add(Broadcast.create(2, false));
            graph.from(both.out(1)).to(graph.add(Sink.<T>ignore()));
            return FlowShape.of(both.in(), both.out(0));
        }));
    }

    private <T> CompletionStage<T> inTime(T line, Call call) {
        Duration wait = rates.takeAhead(call.request(), call.caller());
        CompletionStage<T> now = CompletableFuture.completedStage(line);
        return wait.isZero() ? now : Patterns.after(wait, system, () -> now);
    }
}
