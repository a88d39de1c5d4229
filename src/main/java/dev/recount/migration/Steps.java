package dev.recount.migration;

import dev.recount.stream.MigrationStep;
import dev.recount.stream.Outcome;
import dev.recount.stream.Refusal;
import dev.recount.stream.pekko.Streams;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Steps of migrations, taken by their streams. Each may be tried again, as it is taken once. */
final class Steps {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    /** The time for which the end of a stream is tried again; it can be tried later as well. */
    private static final Duration PATIENCE_WITH_ENDS = Duration.ofSeconds(2);

    private Steps() {}

    /**
     * Has copies taken, and waits for it, however long their stream cannot be reached, as while the cluster sees to it
     * that a node is gone: what was put off instead would hold up all that comes after it in its stream.
     *
     * @param isStopped tells whether it is no more this node's to copy
     * @throws CopyException if the stream does not take it
     * @throws StoppedException if it was stopped before the stream could be reached
     */
    static Outcome.Accepted take(Streams streams, MigrationStep.Copies step, BooleanSupplier isStopped) {
        Outcome outcome = tried(streams, step, isStopped);
        if (outcome instanceof Outcome.Accepted accepted) {
            return accepted;
        } else if (mayPass(outcome)) {
            throw new StoppedException();
        }
        throw new CopyException(step.stream() + " does not take it: " + problem(outcome));
    }

    /** Has the end of a stream tried, again and again for a while where it may be possible later. */
    static Outcome tried(Streams streams, MigrationStep.Close step) {
        long deadline = System.nanoTime() + PATIENCE_WITH_ENDS.toNanos();
        return tried(streams, step, () -> System.nanoTime() >= deadline);
    }

    private static Outcome tried(Streams streams, MigrationStep step, BooleanSupplier isEnough) {
        Duration pause = FIRST_PAUSE;
        Outcome outcome = streams.migrate(step).toCompletableFuture().join();
        while (mayPass(outcome) && !isEnough.getAsBoolean()) {
            LockSupport.parkNanos(pause.toNanos());
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            outcome = streams.migrate(step).toCompletableFuture().join();
        }
        return outcome;
    }

    /** Tells whether an outcome may be another one later, without anybody's doing. */
    static boolean mayPass(Outcome outcome) {
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
