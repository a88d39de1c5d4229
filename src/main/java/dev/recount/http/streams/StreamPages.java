package dev.recount.http.streams;

import dev.recount.history.History;
import dev.recount.journal.JournalEntry;
import dev.recount.journal.JournalPage;
import dev.recount.journal.codec.EventReader;
import dev.recount.json.MalformedException;
import dev.recount.log.Knowledge;
import dev.recount.model.Metadata;
import dev.recount.model.StreamId;
import dev.recount.subscription.CircumstanceFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Reads pages of a stream's events; a page passes over no more of them than it can in a moment. */
final class StreamPages {

    private static final int MOST_STEPS = 100;
    private static final int STEP = 100;

    private final History history;
    private final EventReader reader;
    private final CircumstanceFilter filter;
    private final Knowledge known;

    StreamPages(History history, EventReader reader, CircumstanceFilter filter, Knowledge known) {
        this.history = history;
        this.reader = reader;
        this.filter = filter;
        this.known = known;
    }

    /**
     * A page.
     *
     * @param reached the version after which to go on
     * @param atEnd whether there was nothing after it when it was read
     */
    record Page(List<JournalEntry> entries, long reached, boolean atEnd) {}

    CompletionStage<Page> read(StreamId stream, long after, int limit) {
        if (filter.equals(CircumstanceFilter.ALL)) {
            return history.events(stream, after + 1, limit, known)
                    .thenApply(page -> new Page(page.entries(), reached(page, after), page.atEnd()));
        }
        return read(stream, new Page(List.of(), after, false), limit, MOST_STEPS);
    }

    private CompletionStage<Page> read(StreamId stream, Page before, int limit, int steps) {
        return history.events(stream, before.reached + 1, STEP, known).thenCompose(step -> {
            Page page = with(before, step, limit);
            return page.atEnd || page.entries.size() == limit || steps == 1 || isLarge(step)
                    ? CompletableFuture.completedStage(page)
                    : read(stream, page, limit, steps - 1);
        });
    }

    private Page with(Page before, JournalPage step, int limit) {
        var entries = new ArrayList<>(before.entries);
        for (JournalEntry entry : step.entries()) {
            if (filter.wants(circumstances(entry))) {
                entries.add(entry);
                if (entries.size() == limit) {
                    boolean isLast = step.atEnd() && entry.version() == reached(step, 0);
                    return new Page(entries, entry.version(), isLast);
                }
            }
        }
        return new Page(entries, reached(step, before.reached), step.atEnd());
    }

    private Optional<Metadata> circumstances(JournalEntry entry) {
        try {
            return Optional.of(reader.open(entry).header().metadata());
        } catch (MalformedException unreadable) {
            return Optional.empty();
        }
    }

    /** A step that did not get as far as it was to has large events. */
    private static boolean isLarge(JournalPage step) {
        return step.entries().size() < STEP;
    }

    private static long reached(JournalPage page, long otherwise) {
        return page.entries().isEmpty() ? otherwise : page.entries().getLast().version();
    }
}
