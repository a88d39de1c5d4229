package dev.recount.audit;

import dev.recount.stream.Outcome;
import dev.recount.stream.Refusal;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The attempts at recording something, with longer and longer pauses between them.
 *
 * @param passing the refusals after which it is tried again, as they may pass by themselves
 * @param most how many attempts there are
 * @param firstPause the first pause; each is twice the one before it
 * @param longestPause the longest of them
 */
record Attempts(Set<Refusal> passing, int most, Duration firstPause, Duration longestPause) {

    Attempts {
        passing = Set.copyOf(passing);
    }

    /** Returns the first outcome that does not pass, or the last one. */
    CompletionStage<Outcome> of(Supplier<CompletionStage<Outcome>> attempt) {
        return from(attempt, 1, firstPause);
    }

    private CompletionStage<Outcome> from(Supplier<CompletionStage<Outcome>> attempt, int number, Duration pause) {
        return attempt.get().thenCompose(outcome -> {
            if (number >= most || !passes(outcome)) {
                return CompletableFuture.completedStage(outcome);
            }
            Duration twice = pause.multipliedBy(2);
            Duration next = twice.compareTo(longestPause) < 0 ? twice : longestPause;
            return CompletableFuture.runAsync(
                            () -> {}, CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS))
                    .thenCompose(_ -> from(attempt, number + 1, next));
        });
    }

    private boolean passes(Outcome outcome) {
        return outcome instanceof Outcome.Refused refused && passing.contains(refused.refusal());
    }
}
