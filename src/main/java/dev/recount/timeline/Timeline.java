package dev.recount.timeline;

import dev.recount.database.Database;
import dev.recount.database.sql.Statements;
import dev.recount.database.sql.Transactions;
import dev.recount.log.position.LogPlace;
import dev.recount.log.position.Position;
import dev.recount.model.EventId;
import dev.recount.model.StreamId;
import dev.recount.projection.SavedOffset;
import dev.recount.seal.SealedTrees;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The log over time, as it was counted. Every method blocks, and throws
 * {@link dev.recount.database.sql.DatabaseException} when the database does not answer.
 */
public final class Timeline {

    /** Of things of one kind within a part of the time, one is marked: the first. */
    private static final String MARKS = """
            SELECT kind, told, happened, stream, version, total FROM (
                SELECT kind, told, happened, stream, version,
                    SUM(events) OVER (PARTITION BY kind, part) AS total,
                    ROW_NUMBER() OVER (PARTITION BY kind, part ORDER BY happened, told) AS rank_in_part
                FROM (SELECT kind, told, happened, stream, version, events,
                        (number - CAST(? AS BIGINT)) / CAST(? AS BIGINT) AS part
                    FROM log_mark WHERE number >= ? AND number < ?) in_parts
            ) ranked WHERE rank_in_part = 1""";

    private final Transactions database;
    private final Optional<SealMarks> seals;

    /**
     * Reads what is counted.
     *
     * @param home the database that keeps it
     * @param seals the trees whose checkpoints are marked, if there are some
     */
    public Timeline(Database home, Optional<SealedTrees> seals) {
        this.database = new Transactions(home.pool(), "the density of the log cannot be read");
        this.seals = seals.map(SealMarks::new);
    }

    /** Returns the position up to which the log is counted. */
    public Position position() {
        return database.run(new SavedOffset(TimelineTable.PROJECTION)::position);
    }

    /**
     * Returns the density of a time, in at most so many parts; nothing where there is no event at all.
     *
     * @param from its beginning, if it is not that of the log
     * @param to its end, if it is not that of the log and of its marks
     */
    public Optional<Density> density(Optional<Instant> from, Optional<Instant> to, int most) {
        List<Mark> checkpoints = seals.map(SealMarks::all).orElse(List.of());
        return database.runOnSnapshot(statements -> {
            Optional<Ends> ends = ends(statements);
            return ends.isEmpty()
                    ? Optional.empty()
                    : Optional.of(density(statements, ends.get().with(checkpoints), from, to, most, checkpoints));
        });
    }

    /** The times of the first and the last event, and of the last one or the last mark, whichever is later. */
    private record Ends(Instant first, Instant last, Instant lastMarked) {

        Ends with(List<Mark> marks) {
            return new Ends(
                    first,
                    last,
                    marks.stream()
                            .map(Mark::time)
                            .reduce(lastMarked, (one, other) -> one.isBefore(other) ? other : one));
        }
    }

    private static Optional<Ends> ends(Statements statements) throws SQLException {
        return statements
                .select(
                        "SELECT MIN(first_time), MAX(last_time), COUNT(*),"
                                + " (SELECT COALESCE(MAX(happened), 0) FROM log_mark) FROM log_density WHERE minutes = ?",
                        row -> row.getLong(3) == 0
                                ? Optional.<Ends>empty()
                                : Optional.of(new Ends(
                                        TimelineTable.time(row.getLong(1)),
                                        TimelineTable.time(row.getLong(2)),
                                        TimelineTable.time(Math.max(row.getLong(2), row.getLong(4))))),
                        Grain.DAY.minutes())
                .getFirst();
    }

    private static Density density(
            Statements statements,
            Ends ends,
            Optional<Instant> asked,
            Optional<Instant> to,
            int most,
            List<Mark> checkpoints)
            throws SQLException {
        Instant from = asked.orElse(ends.first);
        Instant until = to.orElse(ends.lastMarked);
        Instant end = until.isBefore(from) ? from : until;
        Grain grain = Grain.within((end.getEpochSecond() - from.getEpochSecond()) / most);
        Span span = Span.of(from, end, most, grain);
        List<Long> buckets = buckets(statements, span, grain);
        List<Mark> marks = Stream.concat(marks(statements, span).stream(), thinned(checkpoints, span).stream())
                .sorted(Comparator.comparing(Mark::time).thenComparing(Mark::kind))
                .toList();
        long all = marks.stream().mapToLong(Mark::count).sum();
        return new Density(span, ends.first, ends.last, buckets, marks, all - marks.size());
    }

    private static List<Long> buckets(Statements statements, Span span, Grain grain) throws SQLException {
        long first = grain.number(span.from());
        long each = span.seconds() / grain.seconds();
        var buckets = new long[span.parts()];
        statements.select(
                "SELECT number, SUM(events) FROM log_density WHERE minutes = ? AND number >= ? AND number < ?"
                        + " GROUP BY number",
                row -> buckets[(int) ((row.getLong(1) - first) / each)] += row.getLong(2),
                grain.minutes(),
                first,
                grain.number(span.to()));
        var told = new ArrayList<Long>(buckets.length);
        for (long events : buckets) {
            told.add(events);
        }
        return told;
    }

    private static List<Mark> marks(Statements statements, Span span) throws SQLException {
        long first = Grain.MINUTE.number(span.from());
        return statements.select(
                MARKS,
                row -> new Mark(
                        TimelineTable.time(row.getLong(3)),
                        Mark.Kind.valueOf(row.getString(1)),
                        Optional.of(EventId.of(StreamId.parse(row.getString(4)), row.getLong(5))),
                        row.getString(2),
                        row.getLong(6)),
                first,
                span.seconds() / Grain.MINUTE.seconds(),
                first,
                Grain.MINUTE.number(span.to()));
    }

    /** The checkpoints within the time, of those in one part the last: each tells of all that those before it do. */
    private static List<Mark> thinned(List<Mark> marks, Span span) {
        var latest = new ArrayList<Mark>();
        marks.stream()
                .filter(mark ->
                        !mark.time().isBefore(span.from()) && mark.time().isBefore(span.to()))
                .sorted(Comparator.comparing(Mark::time))
                .forEach(mark -> {
                    if (!latest.isEmpty() && part(latest.getLast(), span) == part(mark, span)) {
                        Mark before = latest.removeLast();
                        latest.add(new Mark(mark.time(), mark.kind(), mark.event(), mark.text(), before.count() + 1));
                    } else {
                        latest.add(mark);
                    }
                });
        return latest;
    }

    private static long part(Mark mark, Span span) {
        return (mark.time().getEpochSecond() - span.from().getEpochSecond()) / span.seconds();
    }

    /**
     * A stretch of the log of one journal.
     *
     * @param journal the index of the journal
     * @param first the place of its first event
     * @param last the place of its last one
     */
    public record Stretch(int journal, LogPlace first, LogPlace last) {}

    /** Returns the stretches of the log in which all events are that happened within the minute of a time. */
    public List<Stretch> stretches(Instant time) {
        return database.run(statements -> statements.select(
                "SELECT journal, first_place, last_place FROM log_density WHERE minutes = ? AND number = ?"
                        + " ORDER BY journal",
                row -> new Stretch(row.getInt(1), LogPlace.parse(row.getString(2)), LogPlace.parse(row.getString(3))),
                Grain.MINUTE.minutes(),
                Grain.MINUTE.number(time)));
    }
}
