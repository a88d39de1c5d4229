package dev.recount.log;

import dev.recount.log.position.LogPlace;
import dev.recount.log.position.Position;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * The log of one journal as its readers on this node share it. Of the positions that it is given, it looks at the place
 * in its own journal alone.
 *
 * <p>One thread follows the head of the log and keeps its latest events: however many readers are at the head, each
 * event is queried and decoded once. A reader that is behind reads from the database until it has caught up.
 */
public final class JournalLog implements AutoCloseable {

    private final LogTable table;
    private final Executor executor;
    private final Head head;

    JournalLog(LogTable table, Executor executor, Duration pollInterval) {
        this.table = table;
        this.executor = executor;
        this.head = new Head(table, pollInterval);
    }

    /** Returns the index of the journal, from 0. */
    int journal() {
        return table.journal();
    }

    void wake() {
        head.wake();
    }

    /** Returns the place of the last event that is known to be in the log. */
    LogPlace head() {
        return head.latest().end();
    }

    /**
     * Returns the events after a position, in order, at most so many, and fewer where they are large.
     *
     * @return as soon as there is one; with none if none has come for a while, so that a reader can see whether it is
     *     still wanted
     */
    public CompletionStage<LogPage> after(Position position, int limit) {
        LogPlace place = position.place(table.index());
        Latest latest = head.latest();
        if (place.compareTo(latest.end()) >= 0) {
            return head.next(latest).thenCompose(newer -> after(place, limit, newer));
        }
        return after(place, limit, latest);
    }

    /** Much may have come at once, so that of what is after the place not everything is kept. */
    private CompletionStage<LogPage> after(LogPlace place, int limit, Latest latest) {
        return latest.covers(place)
                ? CompletableFuture.completedStage(latest.after(place, limit))
                : ask(log -> log.read(place, limit));
    }

    /** Returns the events after a position as the database has them, in order, at most so many; waits for none. */
    public CompletionStage<LogPage> read(Position after, int limit) {
        return ask(log -> log.read(after.place(table.index()), limit));
    }

    /** Tells whether all events after a position are at hand, so that following the log from there asks no database. */
    public boolean covers(Position position) {
        return head.latest().covers(position.place(table.index()));
    }

    /** Asks the database behind this log, on a thread that may be blocked. */
    <T> CompletionStage<T> ask(Function<LogTable, T> question) {
        return CompletableFuture.supplyAsync(() -> question.apply(table), executor);
    }

    /** Stops following the log; those who wait for events are told that there are none. */
    @Override
    public void close() {
        head.close();
    }
}
