package dev.recount.database.segment;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The threads that read segments, and do nothing else: a disk that is slow, or does not answer, holds up those who wait
 * for a segment, and nobody else. A thread without work ends after a while, so that there is nothing to close.
 */
final class SegmentReaders implements Executor {

    /** More than streams come into memory at a time, and than there are threads that could wait. */
    private static final int MOST_WAITING = 10_000;

    private static final int IDLE_SECONDS = 10;

    private final ThreadPoolExecutor threads;

    /**
     * Prepares them.
     *
     * @param most how many read at a time
     */
    SegmentReaders(int most) {
        this.threads = new ThreadPoolExecutor(
                most,
                most,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_WAITING),
                reading -> new Reader(this, reading));
        threads.allowCoreThreadTimeOut(true);
    }

    /** One of the threads. */
    private static final class Reader extends Thread {

        private final SegmentReaders group;

        Reader(SegmentReaders group, Runnable reading) {
            super(reading, "archive-reader");
            this.group = group;
            setDaemon(true);
        }
    }

    /** Returns what is read on one of them; waits for it, holding nothing but the caller's thread. */
    <T> T read(String file, Supplier<T> reading) {
        if (Thread.currentThread() instanceof Reader reader && reader.group.equals(this)) {
            return reading.get();
        }
        try {
            return CompletableFuture.supplyAsync(reading, threads).join();
        } catch (RejectedExecutionException tooMany) {
            throw new SegmentAwayException(file, "too many others wait for the archive");
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw failure;
        }
    }

    /**
     * Runs what reads segments, and does not wait for it.
     *
     * @throws SegmentAwayException if too many wait for that already
     */
    @Override
    public void execute(Runnable reading) {
        try {
            threads.execute(reading);
        } catch (RejectedExecutionException tooMany) {
            throw new SegmentAwayException("segments", "too many others wait for the archive");
        }
    }
}
