package dev.recount.view.origin;

import dev.recount.journal.Recorded;
import dev.recount.journal.correction.Corrections;
import dev.recount.log.LogEntry;
import dev.recount.log.LogPage;
import dev.recount.log.LogReader;
import dev.recount.log.position.Position;
import dev.recount.model.EventId;
import dev.recount.model.StreamId;
import dev.recount.model.view.View;
import dev.recount.view.projection.RowFold;
import dev.recount.view.table.RowMapping;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The origins of rows that belong to one stream each: all events of the stream are taken in once more. */
final class RowsOfStream<R> {

    /** No more events than these are looked through for an answer. */
    private static final int MOST_READ = 20_000;

    private static final int PAGE = 500;

    private static final char VERSION = 'v';

    private final View<R> view;
    private final RowMapping<R> mapping;
    private final LogReader log;

    RowsOfStream(View<R> view, RowMapping<R> mapping, LogReader log) {
        this.view = view;
        this.mapping = mapping;
        this.log = log;
    }

    /**
     * Returns the origin of a row.
     *
     * @param row what the view itself says that it is
     */
    RowOrigin origin(Asked asked, StreamId stream, Optional<List<@Nullable Object>> row, Position position) {
        long end = asked.after(VERSION).orElse(Long.MAX_VALUE);
        var taking = new Taking(asked, end);
        Optional<String> stopped = taking.all(stream);
        boolean isLast = asked.question().after().isEmpty();
        Optional<List<@Nullable Object>> made = taking.fold.values(asked.key());
        Optional<String> incomplete =
                stopped.or(() -> isLast && asked.question().isOfToday() && !taking.fold.isSame(row, made)
                        ? Optional.of("the view does not show yet what its events come to")
                        : Optional.empty());
        List<RowStep> steps = new ArrayList<>(taking.steps);
        Collections.reverse(steps);
        return new RowOrigin(
                position,
                asked.columns(),
                asked.question().isOfToday() ? row : made,
                steps,
                incomplete,
                taking.hasMore
                        ? steps.getLast().event().map(event -> "" + VERSION + event.version())
                        : Optional.empty());
    }

    /** The taking in of a stream's events, of whose changes of a row the last ones are kept. */
    private final class Taking {

        private final Asked asked;
        private final long end;
        private final RowFold<R> fold = new RowFold<>(view, mapping, _ -> Optional.empty());
        private final Deque<RowStep> steps = new ArrayDeque<>();
        private boolean hasMore;

        Taking(Asked asked, long end) {
            this.asked = asked;
            this.end = end;
        }

        /** Takes in all events before the end; returns what has stopped it, if something has. */
        Optional<String> all(StreamId stream) {
            Corrections corrections =
                    log.corrections(stream).known(asked.question().known().of(stream, log));
            long version = 0;
            LogPage page;
            do {
                page = log.readStream(stream, version, PAGE);
                for (LogEntry stored : page.entries()) {
                    LogEntry entry = stored.with(corrections);
                    if (!(entry.recorded() instanceof Recorded.RecordedEvent event)) {
                        return Optional.of(entry.id() + " cannot be read");
                    }
                    Instant time = event.metadata().time();
                    if (entry.version() >= end
                            || asked.at().filter(time::isAfter).isPresent()) {
                        return Optional.empty();
                    }
                    if (version == MOST_READ) {
                        steps.clear(); // later events may have changed the row since
                        hasMore = false;
                        return Optional.of("no more than " + MOST_READ + " events are looked through at a time");
                    }
                    Optional<String> failed = take(entry, event, time);
                    if (failed.isPresent()) {
                        return failed;
                    }
                    version = entry.version();
                }
            } while (!page.atHead());
            return Optional.empty();
        }

        private Optional<String> take(LogEntry entry, Recorded.RecordedEvent event, Instant time) {
            Optional<List<@Nullable Object>> before = fold.values(asked.key());
            Optional<String> failed = fold.take(entry.stream(), entry.version(), event);
            Optional<List<@Nullable Object>> after = fold.values(asked.key());
            if (failed.isEmpty() && !fold.isSame(before, after)) {
                steps.addLast(
                        new RowStep(time, Optional.of(EventId.of(entry.stream(), entry.version())), before, after));
                if (steps.size() > asked.question().limit()) {
                    steps.removeFirst();
                    hasMore = true;
                }
            }
            return failed;
        }
    }
}
