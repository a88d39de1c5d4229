package dev.recount.server;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * The pace of a thread whose work can wait: where streams are being written to meanwhile, it rests for a multiple of
 * the time that it has worked.
 */
final class WriterPace implements Runnable {

    /** With it, the thread takes a fifth of a processor. */
    private static final int REST_FACTOR = 4;

    /** Fewer commits in a second than that leave a processor idle for most of the time. */
    private static final long BUSY_COMMITS_PER_SECOND = 20;

    private static final long LONGEST_REST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier commits;
    private long worked = System.nanoTime();
    private long seen;

    WriterPace(LongSupplier commits) {
        this.commits = commits;
        this.seen = commits.getAsLong();
    }

    /** Rests as long as is due after the work since the last rest. */
    @Override
    public void run() {
        long took = Math.max(1, System.nanoTime() - worked);
        long more = commits.getAsLong() - seen;
        if (more * TimeUnit.SECONDS.toNanos(1) / took > BUSY_COMMITS_PER_SECOND) {
            LockSupport.parkNanos(Math.min(LONGEST_REST_NANOS, REST_FACTOR * took));
        }
        worked = System.nanoTime();
        seen = commits.getAsLong();
    }
}
