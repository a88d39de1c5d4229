package dev.recount.http.events;

import dev.recount.journal.log.Log;
import dev.recount.journal.log.LogEntry;
import dev.recount.journal.log.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Reads pages of the log; a page never waits for events, and passes over no more of them than it can in a moment. */
final class EventPages {

    private static final int MOST_STEPS = 100;
    private static final long MOST_BYTES = 8 << 20;

    private final Log log;

    EventPages(Log log) {
        this.log = log;
    }

    /**
     * A page.
     *
     * @param reached the position to go on from
     * @param isHead whether there is nothing after it for now
     */
    record Page(List<LogEntry> entries, Position reached, boolean isHead) {}

    CompletionStage<Page> read(Position after, EventFilter filter, int limit) {
        return Cursor.after(after, filter.stream(), log)
                .thenCompose(cursor -> read(cursor, new Collected(filter, limit), MOST_STEPS));
    }

    private CompletionStage<Page> read(Cursor cursor, Collected collected, int steps) {
        return cursor.next(log).thenCompose(step -> {
            for (LogEntry entry : step.entries()) {
                if (collected.addLast(entry)) {
                    return CompletableFuture.completedStage(new Page(collected.entries, entry.position(), false));
                }
            }
            boolean isHead = step.then() instanceof Cursor.Live;
            return isHead || steps == 1
                    ? CompletableFuture.completedStage(
                            new Page(collected.entries, step.then().reached(), isHead))
                    : read(step.then(), collected, steps - 1);
        });
    }

    /** What a page has so far. */
    private static final class Collected {

        private final EventFilter filter;
        private final int limit;
        private final List<LogEntry> entries = new ArrayList<>();
        private long bytes;

        Collected(EventFilter filter, int limit) {
            this.filter = filter;
            this.limit = limit;
        }

        /** Adds an event, if it is wanted, and tells whether the page is full then. */
        boolean addLast(LogEntry entry) {
            if (!filter.matches(entry)) {
                return false;
            }
            entries.add(entry);
            bytes += entry.stored().payload().length;
            return entries.size() == limit || bytes >= MOST_BYTES;
        }
    }
}
