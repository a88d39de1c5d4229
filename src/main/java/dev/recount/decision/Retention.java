package dev.recount.decision;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes rejections that are older than they are kept, in many short transactions. It may be stopped between any two
 * of them, and several nodes that do it at once do no harm.
 */
final class Retention implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private final RejectionTable table;
    private final Duration kept;
    private final Clock clock;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("rejection-retention").factory());
    private volatile boolean closed;

    Retention(RejectionTable table, Duration kept, Clock clock) {
        this.table = table;
        this.kept = kept;
        this.clock = clock;
    }

    /** Deletes what is old now, and then again and again. */
    void start(Duration interval) {
        var _ = executor.scheduleWithFixedDelay(this::run, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void run() {
        try {
            deleteOld();
        } catch (RuntimeException away) {
            LOG.warn("Old rejections could not be deleted; that is tried again", away);
        }
    }

    void deleteOld() {
        Instant oldest = clock.instant().minus(kept);
        boolean more = true;
        while (more && !closed) {
            more = table.deleteSome(oldest);
        }
    }

    /**
     * Ends after the transaction that runs. Never by an interrupt, at which H2 would close its file under the other
     * threads.
     */
    @Override
    public void close() {
        closed = true;
        executor.close();
    }
}
