package dev.recount.migration;

import dev.recount.stream.MigrationStep;
import dev.recount.stream.Outcome;
import dev.recount.stream.Refusal;
import dev.recount.stream.pekko.Streams;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Steps of migrations, taken by their streams. */
final class Steps {

    private static final int MOST_TRIES = 50;
    private static final Duration PAUSE = Duration.ofMillis(20);

    private Steps() {}

    /**
     * Has a step taken, and waits for it.
     *
     * @throws CopyException if its stream does not take it
     */
    static Outcome.Accepted take(Streams streams, MigrationStep step) {
        Outcome outcome = tried(streams, step);
        if (outcome instanceof Outcome.Accepted accepted) {
            return accepted;
        }
        throw new CopyException(step.stream() + " does not take it: " + problem(outcome));
    }

    /** Has a step tried, again and again as long as there is too much else to do. */
    static Outcome tried(Streams streams, MigrationStep step) {
        Outcome outcome = streams.migrate(step).toCompletableFuture().join();
        for (int tries = 1; tries < MOST_TRIES && isOverloaded(outcome); tries++) {
            LockSupport.parkNanos(PAUSE.toNanos());
            outcome = streams.migrate(step).toCompletableFuture().join();
        }
        return outcome;
    }

    private static boolean isOverloaded(Outcome outcome) {
        return outcome instanceof Outcome.Refused refused && refused.refusal() == Refusal.OVERLOADED;
    }

    static String problem(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Refused(var _, var refusal, var message) -> refusal + ", " + message;
            case Outcome.Moved(var _, var to) -> "it has moved itself, to " + to;
            case Outcome.VersionConflict(var _, var _, var actual) -> "it is at version " + actual;
            case Outcome.Accepted _, Outcome.Rejected _, Outcome.NotPermitted _ -> outcome.toString();
        };
    }
}
