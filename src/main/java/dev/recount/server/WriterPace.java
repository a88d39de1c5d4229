package dev.recount.server;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * The pace of work that can wait, for one thread of it after another: where streams are being written to meanwhile, it
 * rests for a multiple of the time that it has worked.
 */
final class WriterPace {

    /** Of three threads that do so, each takes a fifth of a processor. */
    private static final int REST_FACTOR = 4;

    /** Fewer commits in a second than that leave a processor idle for most of the time. */
    private static final long BUSY_COMMITS_PER_SECOND = 20;

    private static final long LONGEST_REST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier commits;
    private final ThreadLocal<Long> worked = ThreadLocal.withInitial(System::nanoTime);
    private final ThreadLocal<Long> seen;

    WriterPace(LongSupplier commits) {
        this.commits = commits;
        this.seen = ThreadLocal.withInitial(commits::getAsLong);
    }

    /** Rests as long as is due after the work since the last rest. */
    void rest() {
        long now = System.nanoTime();
        long took = Math.max(1, now - worked.get());
        long more = commits.getAsLong() - seen.get();
        if (more * TimeUnit.SECONDS.toNanos(1) / took > BUSY_COMMITS_PER_SECOND) {
            LockSupport.parkNanos(Math.min(LONGEST_REST_NANOS, REST_FACTOR * took));
        }
        worked.set(System.nanoTime());
        seen.set(commits.getAsLong());
    }
}
