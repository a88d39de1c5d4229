package dev.recount.migration;

import dev.recount.journal.migration.Moved;
import dev.recount.model.Principal;
import dev.recount.model.StreamId;
import dev.recount.stream.CommandRequest;
import dev.recount.stream.MigrationStep;
import dev.recount.stream.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The end of old streams, once the migration has caught up with all journals: whoever is sent from one to a new stream
 * is to find there what came from all others, too.
 */
final class Ending {

    /** The longest time in which it is not noticed that the last journal has been caught up with. */
    static final Duration NOTICE = Duration.ofMillis(200);

    private final String migration;
    private final MigrationServices services;
    private final Targets targets;
    private final AtomicLong askedNanos = new AtomicLong(System.nanoTime() - NOTICE.toNanos());
    private volatile boolean due;

    Ending(String migration, MigrationServices services, Targets targets) {
        this.migration = migration;
        this.services = services;
        this.targets = targets;
    }

    /** Tells whether streams are to be ended as soon as they have been copied; may block. */
    boolean isDue() {
        long asked = askedNanos.get();
        long now = System.nanoTime();
        if (!due && now - asked >= NOTICE.toNanos() && askedNanos.compareAndSet(asked, now)) {
            due = services.table().hasCaughtUp(migration);
        }
        return due;
    }

    /**
     * Ends a stream that has been copied up to a version, unless it has gone on; blocks.
     *
     * @return whether it has ended; if it has not, it has gone on, or cannot be reached now
     * @throws CopyException if it cannot be ended
     */
    boolean end(StreamId source, long version) {
        var step = new MigrationStep.Close(
                source,
                CommandRequest.Origin.ofServer(
                        "migration:" + migration,
                        Principal.ofMigration(migration),
                        "migration:" + migration,
                        Optional.empty()),
                new Moved(migration, targets.of(source, version)),
                version);
        Outcome outcome = Steps.tried(services.streams(), step);
        return switch (outcome) {
            case Outcome.Accepted _ -> true;
            case Outcome.VersionConflict _ -> false;
            case Outcome.Refused _ when Steps.mayPass(outcome) -> false;
            case Outcome.Refused _, Outcome.Moved _, Outcome.Rejected _, Outcome.NotPermitted _ ->
                throw new CopyException(source + " cannot be ended: " + Steps.problem(outcome));
        };
    }
}
