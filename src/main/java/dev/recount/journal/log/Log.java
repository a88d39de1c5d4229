package dev.recount.journal.log;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * The log as its readers on this node share it.
 *
 * <p>One thread follows the head of the log and keeps its latest events: however many readers are at the head, each event is
 * queried and decoded once. A reader that is behind reads from the database until it has caught up.
 */
public final class Log implements AutoCloseable {

    private final LogReader reader;
    private final Executor executor;
    private final Head head;

    /**
     * Starts to follow the log.
     *
     * @param executor runs the reads of those who are behind, which block
     * @param pollInterval how often the log is looked at when nobody tells of new events
     */
    public Log(LogReader reader, Executor executor, Duration pollInterval) {
        this.reader = reader;
        this.executor = executor;
        this.head = new Head(reader, pollInterval);
    }

    /** Tells that there are new events, so that they are read at once. */
    public void wake() {
        head.wake();
    }

    /** Returns the position of the last event that is known to be in the log. */
    public Position head() {
        return head.latest().end();
    }

    /** Returns the reader of the database behind this log; its methods block. */
    public LogReader reader() {
        return reader;
    }

    /**
     * Returns the events after a position, in order, at most so many, and fewer where they are large.
     *
     * @return as soon as there is one; with none if none has come for a while, so that a reader can see whether it is still wanted
     */
    public CompletionStage<LogPage> after(Position position, int limit) {
        Latest latest = head.latest();
        if (position.compareTo(latest.end()) >= 0) {
            return head.next(latest).thenCompose(newer -> after(position, limit, newer));
        }
        return after(position, limit, latest);
    }

    /** Much may have come at once, so that of what is after the position not everything is kept. */
    private CompletionStage<LogPage> after(Position position, int limit, Latest latest) {
        return latest.covers(position)
                ? CompletableFuture.completedStage(latest.after(position, limit))
                : ask(log -> log.read(position, limit));
    }

    /** Tells whether all events after a position are at hand, so that following the log from there asks no database. */
    public boolean covers(Position position) {
        return head.latest().covers(position);
    }

    /** Asks the database behind this log, on a thread that may be blocked. */
    public <T> CompletionStage<T> ask(Function<LogReader, T> question) {
        return CompletableFuture.supplyAsync(() -> question.apply(reader), executor);
    }

    /** Stops following the log; those who wait for events are told that there are none. */
    @Override
    public void close() {
        head.close();
    }
}
