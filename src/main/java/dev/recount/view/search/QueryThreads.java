package dev.recount.view.search;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The threads on which views answer queries. Each stage fails with a {@link RejectedExecutionException} where there are
 * too many of them, or where its turn came so late that nobody waits for the answer any more.
 */
public final class QueryThreads implements AutoCloseable {

    private final ThreadPoolExecutor threads;
    private final Duration longestWait;

    /**
     * Prepares to answer.
     *
     * @param most how many are answered at a time
     * @param mostWaiting how many may wait for their turn
     * @param longestWait how long one may wait for its turn
     */
    public QueryThreads(int most, int mostWaiting, Duration longestWait) {
        this.threads = new ThreadPoolExecutor(
                most,
                most,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(mostWaiting),
                Thread.ofPlatform().name("queries-", 0).factory());
        this.longestWait = longestWait;
    }

    /** Returns the number of queries that wait for their turn. */
    public int waiting() {
        return threads.getQueue().size();
    }

    /** Has a query answered when its turn comes. */
    public <T> CompletionStage<T> ask(Supplier<T> query) {
        long asked = System.nanoTime();
        try {
            return CompletableFuture.supplyAsync(
                    () -> {
                        if (System.nanoTime() - asked > longestWait.toNanos()) {
                            throw new RejectedExecutionException("a query has waited for more than " + longestWait);
                        }
                        return query.get();
                    },
                    threads);
        } catch (RejectedExecutionException tooMany) {
            return CompletableFuture.failedStage(tooMany);
        }
    }

    /** Answers what has been asked. */
    @Override
    public void close() {
        threads.close();
    }
}
