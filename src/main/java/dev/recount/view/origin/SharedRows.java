package dev.recount.view.origin;

import dev.recount.journal.Recorded;
import dev.recount.log.LogEntry;
import dev.recount.log.LogPage;
import dev.recount.log.position.LogPlace;
import dev.recount.log.position.Position;
import dev.recount.model.EventId;
import dev.recount.model.view.View;
import dev.recount.timeline.Timeline.Stretch;
import dev.recount.view.projection.RowFold;
import dev.recount.view.query.Column;
import dev.recount.view.query.ViewQuery;
import dev.recount.view.query.ViewQuery.Comparison;
import dev.recount.view.query.ViewQuery.Filter;
import dev.recount.view.search.RowSpan;
import dev.recount.view.search.TableQueries;
import dev.recount.view.table.RowMapping;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The origins of rows that events of any streams make. The past of the row tells when it changed. Of the events of that
 * moment, those count as the cause that lead from the row before to the row after it by the view's own rules; where
 * none do, it is told that the cause is not known.
 */
final class SharedRows<R> {

    /** No more events than these are looked through for an answer. */
    private static final int MOST_READ = 20_000;

    private static final int PAGE = 500;

    /** Tables keep times to the microsecond. */
    private static final Duration KEPT = Duration.of(1, ChronoUnit.MICROS);

    private static final char TIME = 't';

    private final View<R> view;
    private final RowMapping<R> mapping;
    private final RowOrigins.Services services;
    private final Set<String> unknown = new TreeSet<>();
    private int read;

    SharedRows(View<R> view, RowMapping<R> mapping, RowOrigins.Services services) {
        this.view = view;
        this.mapping = mapping;
        this.services = services;
    }

    /** A change of a row, of which its past tells. */
    private record Change(
            Instant time, Optional<List<@Nullable Object>> before, Optional<List<@Nullable Object>> after) {}

    /**
     * Returns the origin of a row.
     *
     * @param row what the view itself says that it is
     */
    RowOrigin origin(Asked asked, Optional<List<@Nullable Object>> row, Position position) {
        Optional<Instant> before = asked.after(TIME).stream()
                .mapToObj(micros -> Instant.EPOCH.plus(micros, ChronoUnit.MICROS))
                .findFirst();
        int limit = asked.question().limit();
        List<RowSpan> spans = services.tables().spans(tables(asked), asked.query(), before, limit + 1);
        var steps = new ArrayList<RowStep>();
        for (Change change : changes(spans, limit, before.isEmpty(), asked)) {
            steps.addAll(steps(change, asked));
        }
        if (!mapping.shape().history()) {
            unknown.add("the view keeps no past of its rows");
        }
        boolean hasMore = spans.size() > limit;
        return new RowOrigin(
                position,
                asked.columns(),
                row,
                steps,
                unknown.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", unknown)),
                hasMore
                        ? Optional.of("" + TIME
                                + ChronoUnit.MICROS.between(
                                        Instant.EPOCH, spans.get(limit - 1).from()))
                        : Optional.empty());
    }

    private static TableQueries.Tables tables(Asked asked) {
        return TableQueries.Tables.of(asked.generation());
    }

    /** The changes from the last one back; of the one span too many it is only told that it ended. */
    private static List<Change> changes(List<RowSpan> spans, int limit, boolean isLast, Asked asked) {
        var changes = new ArrayList<Change>();
        for (int i = 0; i < Math.min(limit, spans.size()); i++) {
            RowSpan span = spans.get(i);
            if (i == 0 && isLast && !span.holdsAt(asked.at())) {
                changes.add(new Change(span.to().orElseThrow(), Optional.of(span.values()), Optional.empty()));
            }
            Optional<RowSpan> earlier = i + 1 < spans.size() ? Optional.of(spans.get(i + 1)) : Optional.empty();
            Optional<RowSpan> adjoining = earlier.filter(other -> other.to().equals(Optional.of(span.from())));
            changes.add(new Change(span.from(), adjoining.map(RowSpan::values), Optional.of(span.values())));
            if (earlier.isPresent() && adjoining.isEmpty()) {
                changes.add(new Change(
                        earlier.get().to().orElseThrow(),
                        Optional.of(earlier.get().values()),
                        Optional.empty()));
            }
        }
        return changes;
    }

    private List<RowStep> steps(Change change, Asked asked) {
        var steps = new ArrayList<RowStep>();
        var fold = new RowFold<>(
                view,
                mapping,
                key -> key.equals(asked.key()) ? change.before.map(mapping::row) : rowBefore(key, change.time, asked));
        for (LogEntry entry : eventsOf(change.time)) {
            if (!(entry.recorded() instanceof Recorded.RecordedEvent event)) {
                continue; // what cannot be read has changed nothing, or the view would have stopped there
            }
            Optional<List<@Nullable Object>> before = fold.values(asked.key());
            Optional<String> failed = fold.take(entry.stream(), entry.version(), event);
            Optional<List<@Nullable Object>> after = fold.values(asked.key());
            if (failed.isEmpty() && !fold.isSame(before, after)) {
                steps.add(new RowStep(
                        event.metadata().time(),
                        Optional.of(EventId.of(entry.stream(), entry.version())),
                        before,
                        after));
            }
        }
        if (!steps.isEmpty() && fold.isSame(fold.values(asked.key()), change.after)) {
            return steps.reversed();
        }
        unknown.add("which events made the row what it was at " + change.time + " cannot be told");
        return List.of(new RowStep(change.time, Optional.empty(), change.before, change.after));
    }

    /** Another row of the view, which the rules look at: as it was until then. */
    private Optional<R> rowBefore(List<Object> key, Instant time, Asked asked) {
        if (!mapping.shape().history()) {
            return Optional.empty();
        }
        Instant until = time.minus(KEPT);
        List<Column> columns = asked.generation().definition().shape().keyColumns();
        var filters = new ArrayList<Filter>();
        for (int i = 0; i < columns.size(); i++) {
            filters.add(new Filter.Compares(columns.get(i), Comparison.EQUAL, key.get(i)));
        }
        ViewQuery query = asked.query();
        var ofKey =
                new ViewQuery(filters, query.order(), Optional.empty(), 1, false, Optional.of(until), Optional.empty());
        return services.tables().spans(tables(asked), ofKey, Optional.empty(), 1).stream()
                .filter(span -> span.holdsAt(Optional.of(until)))
                .map(span -> mapping.row(span.values()))
                .findFirst();
    }

    /** The events of a moment that the view follows, in the order of the log. */
    private List<LogEntry> eventsOf(Instant time) {
        var found = new ArrayList<LogEntry>();
        for (Stretch stretch : services.timeline().stretches(time)) {
            LogPlace first = stretch.first();
            LogPlace reached = new LogPlace(first.transaction(), first.ordering() - 1);
            boolean isOver = false;
            while (!isOver) {
                if (read >= MOST_READ) {
                    unknown.add("no more than " + MOST_READ + " events are looked through at a time");
                    return found;
                }
                LogPage page = services.log().read(stretch.journal(), Position.of(stretch.journal(), reached), PAGE);
                read += page.entries().size();
                for (LogEntry entry : page.entries()) {
                    isOver = isOver || entry.place().compareTo(stretch.last()) > 0;
                    if (!isOver && isOf(entry, time)) {
                        found.add(entry);
                    }
                    reached = entry.place();
                }
                isOver = isOver || page.atHead() || reached.equals(stretch.last());
            }
        }
        return found;
    }

    private boolean isOf(LogEntry entry, Instant time) {
        return view.streamTypes().contains(entry.stream().type())
                && entry.recorded() instanceof Recorded.RecordedEvent event
                && isKeptAs(event.metadata().time(), time);
    }

    private static boolean isKeptAs(Instant time, Instant kept) {
        return time.truncatedTo(ChronoUnit.MICROS).equals(kept)
                || time.plus(KEPT.dividedBy(2)).truncatedTo(ChronoUnit.MICROS).equals(kept);
    }
}
