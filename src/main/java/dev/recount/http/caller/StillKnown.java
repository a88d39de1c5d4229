package dev.recount.http.caller;

import dev.recount.http.answer.ProblemException;
import dev.recount.http.limit.TooManyRequestsException;
import dev.recount.model.caller.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.stream.javadsl.Source;

/** The question whether a caller, for whom something goes on for long, is still known. */
final class StillKnown {

    /** So often in a row it may not be decided. */
    private static final int MOST_UNDECIDED = 20;

    /** An end that is further away is found by looking: timers do not reach as far as certificates may. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private final Callers callers;
    private final HttpRequest request;
    private final Recognized known;
    private final AtomicInteger undecided = new AtomicInteger();

    StillKnown(Callers callers, HttpRequest request, Recognized known) {
        this.callers = callers;
        this.request = request;
        this.known = known;
    }

    /** Returns a source that emits nothing, and ends when the caller is not known any more. */
    <T> Source<T, NotUsed> looks(Duration interval) {
        Source<T, NotUsed> looks = Source.tick(interval, interval, true)
                .mapMaterializedValue(_ -> NotUsed.getInstance())
                .mapAsync(1, _ -> holds())
                .takeWhile(holds -> holds)
                .mapConcat(_ -> List.of());
        Instant now = Instant.now();
        return known.until()
                .filter(end -> end.isBefore(now.plus(LONGEST_WAIT)))
                .map(end -> looks.takeWithin(Duration.between(now, end)))
                .orElse(looks);
    }

    /** What cannot be decided for a while ends nothing that was once let begin; but it does in the long run. */
    private CompletionStage<Boolean> holds() {
        return look().handle((now, failure) -> {
            if (failure == null) {
                undecided.set(0);
                return isSame(now.caller());
            }
            return isUndecided(failure) && undecided.incrementAndGet() <= MOST_UNDECIDED;
        });
    }

    private CompletionStage<Recognized> look() {
        try {
            return callers.of(request);
        } catch (ProblemException | TooManyRequestsException refused) {
            return CompletableFuture.failedStage(refused);
        }
    }

    private boolean isSame(Caller now) {
        return now.equals(known.caller());
    }

    private static boolean isUndecided(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof TooManyRequestsException
                || (cause instanceof ProblemException problem
                        && problem.problem().status() == 503);
    }
}
