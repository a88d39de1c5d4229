package dev.recount.subscription;

import dev.recount.log.Log;
import dev.recount.log.LogEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Reads pages of the log; a page never waits for events, and passes over no more of them than it can in a moment. */
public final class EventPages {

    private static final int MOST_STEPS = 100;
    private static final long MOST_BYTES = 8 << 20;

    private final Log log;

    public EventPages(Log log) {
        this.log = log;
    }

    /**
     * A page.
     *
     * @param reached where to go on from
     * @param isHead whether there is nothing after it for now
     */
    public record Page(List<LogPart> events, Bookmark reached, boolean isHead) {}

    public CompletionStage<Page> read(Bookmark after, EventFilter filter, int limit) {
        return LogCursor.after(after.position(), filter.stream(), log)
                .thenCompose(cursor -> read(cursor, new Collected(filter, after, limit), MOST_STEPS));
    }

    private CompletionStage<Page> read(LogCursor cursor, Collected collected, int steps) {
        return cursor.next(log).thenCompose(step -> {
            Optional<Bookmark> full = collected.add(step.entries(), cursor);
            if (full.isPresent()) {
                return CompletableFuture.completedStage(new Page(collected.events, full.get(), false));
            } else if (step.then() instanceof LogCursor.Live live) {
                return end(live, collected);
            }
            return steps == 1
                    ? CompletableFuture.completedStage(
                            new Page(collected.events, collected.reached(step.then()), false))
                    : read(step.then(), collected, steps - 1);
        });
    }

    /** A journal that could not be read fails the page only where there is nothing of the others. */
    private static CompletionStage<Page> end(LogCursor.Live live, Collected collected) {
        if (live.missing().isPresent() && collected.events.isEmpty()) {
            return CompletableFuture.failedStage(live.missing().get());
        }
        return CompletableFuture.completedStage(new Page(
                collected.events, collected.reached(live), live.missing().isEmpty()));
    }

    /** The events that a page has so far. */
    private static final class Collected {

        private final EventFilter filter;
        private final Bookmark after;
        private final int limit;
        private final List<LogPart> events = new ArrayList<>();
        private long bytes;

        Collected(EventFilter filter, Bookmark after, int limit) {
            this.filter = filter;
            this.after = after;
            this.limit = limit;
        }

        /**
         * Adds what is wanted of the entries that come after a place; returns where to go on if the page is full then.
         */
        Optional<Bookmark> add(List<LogEntry> entries, LogCursor from) {
            for (LogPart part : filter.wanted(entries, reached(from))) {
                events.add(part);
                bytes += part.entry().stored().payload().length;
                if (events.size() == limit || bytes >= MOST_BYTES) {
                    return Optional.of(part.bookmark());
                }
            }
            return Optional.empty();
        }

        /** Returns where to go on after all that was read; where nothing was, from where the reader is. */
        Bookmark reached(LogCursor cursor) {
            return after.at(cursor.reached());
        }
    }
}
