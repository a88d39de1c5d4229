package dev.recount.migration;

import dev.recount.stream.MigrationStep;
import dev.recount.stream.Outcome;
import dev.recount.stream.Refusal;
import dev.recount.stream.pekko.Streams;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Steps of migrations, taken by their streams. Each may be tried again, as it is taken once. */
final class Steps {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    /**
     * The time for which a copy is tried again where its stream cannot be reached, as while the cluster sees to it that
     * a node is gone. What is put off longer waits in a queue, which is worked off more slowly.
     */
    private static final Duration PATIENCE_WITH_COPIES = Duration.ofMinutes(1);

    /** The time for which the end of a stream is tried again; it can be tried later as well. */
    private static final Duration PATIENCE_WITH_ENDS = Duration.ofSeconds(2);

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

    /** Has a step tried, again and again for a while where it may be taken later. */
    static Outcome tried(Streams streams, MigrationStep step) {
        long deadline = System.nanoTime() + patience(step).toNanos();
        Duration pause = FIRST_PAUSE;
        Outcome outcome = streams.migrate(step).toCompletableFuture().join();
        while (mayPass(outcome) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(pause.toNanos());
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            outcome = streams.migrate(step).toCompletableFuture().join();
        }
        return outcome;
    }

    private static Duration patience(MigrationStep step) {
        return switch (step) {
            case MigrationStep.Copy _ -> PATIENCE_WITH_COPIES;
            case MigrationStep.Close _ -> PATIENCE_WITH_ENDS;
        };
    }

    private static boolean mayPass(Outcome outcome) {
        return outcome instanceof Outcome.Refused(var _, var refusal, var _)
                && (refusal == Refusal.OVERLOADED || refusal == Refusal.UNAVAILABLE || refusal == Refusal.UNCONFIRMED);
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
