package dev.recount.log.stored;

import dev.recount.database.Database;
import dev.recount.database.sql.Select;
import dev.recount.journal.JournalKey;
import dev.recount.log.position.Lag;
import dev.recount.log.position.LogPlace;
import dev.recount.model.EventId;
import dev.recount.model.StreamId;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The places and times of events in the log of one journal, and its head. Every method blocks, and throws
 * {@link dev.recount.database.sql.DatabaseException} when the database does not answer.
 */
public final class LogPlaces {

    private final Database journal;
    private final LogSql sql;

    public LogPlaces(Database journal, LogSql sql) {
        this.journal = journal;
        this.sql = sql;
    }

    /** Returns the version of the last event that a stream has up to a place, 0 if it has none. */
    public long versionAt(StreamId stream, LogPlace place) {
        return query(
                        "SELECT COALESCE(MAX(sequence_number), 0) FROM " + sql.table()
                                + " WHERE persistence_id = ? AND NOT (" + sql.isAfter() + ")",
                        select -> {
                            select.setString(1, JournalKey.of(stream));
                            sql.bindPlace(select, 2, place);
                        },
                        row -> row.getLong(1))
                .getFirst();
    }

    /** Returns where an event stands, if it is stored; readers may still have to wait for it. */
    public Optional<LogPlace> of(StreamId stream, long version) {
        return query(
                        "SELECT " + sql.place() + " FROM " + sql.table() + " WHERE persistence_id = ? AND "
                                + sql.isAt(),
                        select -> {
                            select.setString(1, JournalKey.of(stream));
                            select.setLong(2, version);
                        },
                        row -> LogSql.place(row, 1))
                .stream()
                .findFirst();
    }

    /** Returns where events stand, those that are stored; readers may still have to wait for them. */
    public Map<EventId, LogPlace> of(Collection<EventId> events) {
        var places = new HashMap<EventId, LogPlace>();
        query(
                sql.placesSql(),
                select -> {
                    select.setArray(1, array(select, "varchar", events, event -> JournalKey.of(event.stream())));
                    select.setArray(2, array(select, "bigint", events, EventId::version));
                },
                row -> places.put(
                        EventId.of(JournalKey.stream(row.getString(1)), row.getLong(2)), LogSql.place(row, 3)));
        return places;
    }

    private static Array array(
            PreparedStatement select, String type, Collection<EventId> events, Function<EventId, Object> element)
            throws SQLException {
        return select.getConnection()
                .createArrayOf(type, events.stream().map(element).toArray());
    }

    /** Returns the place of the last event that readers can see. */
    public LogPlace head() {
        return query(
                        "SELECT " + sql.place() + " FROM " + sql.table() + " WHERE " + sql.isSettled() + " ORDER BY "
                                + sql.order(" DESC") + " LIMIT 1",
                        _ -> {},
                        row -> LogSql.place(row, 1))
                .stream()
                .findFirst()
                .orElse(LogPlace.START);
    }

    /**
     * Returns the number of the oldest transaction that is still open, if a younger one has ended: no reader sees the
     * events of that one yet. Where the log has one writer, there is none.
     */
    public Optional<Long> oldestOpenTransaction() {
        return switch (journal.kind()) {
            case H2 -> Optional.empty();
            case POSTGRESQL ->
                query(
                                "SELECT pg_snapshot_xmin(now)::text::bigint FROM pg_current_snapshot() AS now"
                                        + " WHERE pg_snapshot_xmin(now) < pg_snapshot_xmax(now)",
                                _ -> {},
                                row -> row.getLong(1))
                        .stream()
                        .findFirst();
        };
    }

    /** Returns when an event was recorded, as its row tells, if there is one. */
    public Optional<Instant> recordedAt(StreamId stream, long version) {
        return query(
                        "SELECT write_timestamp FROM " + sql.table() + " WHERE persistence_id = ? AND " + sql.isAt(),
                        select -> {
                            select.setString(1, JournalKey.of(stream));
                            select.setLong(2, version);
                        },
                        row -> Instant.ofEpochMilli(row.getLong(1)))
                .stream()
                .findFirst();
    }

    /** Returns how far a reader that has come to a place is behind. */
    public Lag lag(LogPlace reached, Instant now) {
        long events = query(
                        "SELECT COUNT(*) FROM (" + sql.countedSql() + ") behind",
                        select -> sql.bindPlace(select, 1, reached),
                        row -> row.getLong(1))
                .getFirst();
        if (events == 0) {
            return new Lag(0, Duration.ZERO);
        }
        Duration time = Duration.between(stored(reached), now);
        return new Lag(
                events < LogSql.MOST_COUNTED ? events : Math.max(events, head().ordering() - reached.ordering()),
                time.isNegative() ? Duration.ZERO : time);
    }

    /** Returns when the first event after a place was stored. */
    private Instant stored(LogPlace reached) {
        return query(
                        "SELECT write_timestamp FROM " + sql.table() + " WHERE " + sql.isAfter() + " ORDER BY "
                                + sql.order("") + " LIMIT 1",
                        select -> sql.bindPlace(select, 1, reached),
                        row -> Instant.ofEpochMilli(row.getLong(1)))
                .getFirst();
    }

    private <T> List<T> query(String text, Select.Binding binding, Select.Mapping<T> mapping) {
        return new Select<>(text, binding, mapping).from(journal.pool());
    }
}
