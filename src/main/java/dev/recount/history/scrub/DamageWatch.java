package dev.recount.history.scrub;

import dev.recount.database.sql.DatabaseException;
import dev.recount.model.StreamId;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The watch of one node: it learns within seconds which streams others have marked, and looks at those that its own
 * readers have stumbled over.
 */
final class DamageWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DamageWatch.class);

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final DamageMarks marks;
    private final StreamCheck check;
    private final Pace pace = new Pace(0);
    private final Thread thread;

    /**
     * Begins, with what is known already.
     *
     * @throws DatabaseException if the home database does not answer
     */
    DamageWatch(DamageMarks marks, StreamCheck check) {
        this.marks = marks;
        this.check = check;
        marks.refresh();
        this.thread = Thread.ofPlatform().name("damage-watch").start(this::run);
    }

    private void run() {
        try {
            while (true) {
                look();
                pace.rest(INTERVAL);
            }
        } catch (CancellationException end) {
            LOG.debug("The watch over damaged streams ends");
        }
    }

    private void look() {
        try {
            marks.refresh();
            for (StreamId suspect : marks.known().takeSuspects()) {
                check.full(suspect, pace).ifPresent(marks::add);
            }
        } catch (DatabaseException away) {
            LOG.debug("Damaged streams cannot be looked at now", away); // others tell that the database is away
        } catch (CancellationException end) {
            throw end;
        } catch (RuntimeException defect) {
            LOG.error("Damaged streams cannot be looked at", defect);
        }
    }

    @Override
    public void close() {
        pace.end();
        try {
            thread.join();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
