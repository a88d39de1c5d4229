package dev.recount.log;

import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.sql.Select;
import dev.recount.journal.JournalEntry;
import dev.recount.journal.JournalKey;
import dev.recount.journal.StoredEvent;
import dev.recount.journal.codec.EventReader;
import dev.recount.journal.spread.TransactionOrder;
import dev.recount.model.StreamId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The log of one journal, read from its database; see {@link LogReader}.
 *
 * <p>What is returned for a position never changes afterwards: no event appears before one that has been returned. H2's
 * journal has one writer, so the numbers of events follow the order of commits; only those are returned that are in its
 * file. On PostgreSQL, only events of transactions are returned that are older than every transaction still open,
 * ordered by transaction first.
 */
final class LogTable {

    /**
     * The most events of one query: databases make the whole of its result, whatever is taken from it, before the first
     * is seen.
     */
    private static final int CHUNK = 64;

    /**
     * The number from which on the events that a reader has not come to are estimated: counting costs as much as
     * reading.
     */
    private static final int MOST_COUNTED = 10_000;

    private static final String COLUMNS = "persistence_id, sequence_number, event_ser_manifest, event_payload, ";

    private final Database journal;
    private final DataSource database;
    private final DatabaseKind kind;
    private final EventReader reader;
    private final TransactionOrder order;

    /** Reads what is ordered already. */
    LogTable(Database database, EventReader reader) {
        this.journal = database;
        this.database = database.pool();
        this.kind = database.kind();
        this.reader = reader;
        this.order = kind == DatabaseKind.POSTGRESQL ? TransactionOrder.read(this.database) : new TransactionOrder(0);
    }

    /** Returns the events after a place, in order, at most so many, and fewer where they are large. */
    LogPage read(LogPlace after, int limit) {
        return page(limit, (last, most) -> chunk(last.map(LogEntry::place).orElse(after), most));
    }

    private List<LogEntry> chunk(LogPlace after, int limit) {
        return query(chunkSql(limit), select -> bindPlace(select, 1, after), this::entry);
    }

    String chunkSql(int limit) {
        return "SELECT " + COLUMNS + place() + " FROM event_journal WHERE " + isAfter() + " AND " + isSettled()
                + " ORDER BY " + order("") + limit(limit);
    }

    /** Returns the events of one stream after a version, in order, at most so many, and fewer where they are large. */
    LogPage readStream(StreamId stream, long afterVersion, int limit) {
        return page(
                limit, (last, most) -> chunk(stream, last.map(LogEntry::version).orElse(afterVersion), most));
    }

    private List<LogEntry> chunk(StreamId stream, long afterVersion, int limit) {
        return query(
                "SELECT " + COLUMNS + place()
                        + " FROM event_journal WHERE persistence_id = ? AND sequence_number > ? AND " + isSettled()
                        + " ORDER BY persistence_id, sequence_number LIMIT ?",
                select -> {
                    select.setString(1, JournalKey.of(stream));
                    select.setLong(2, afterVersion);
                    select.setInt(3, limit);
                },
                this::entry);
    }

    /** Reads at most so many events after the last one that was read, or the first ones. */
    private interface Chunks {
        List<LogEntry> after(Optional<LogEntry> last, int limit);
    }

    private static LogPage page(int limit, Chunks chunks) {
        var entries = new ArrayList<LogEntry>();
        long bytes = 0;
        while (entries.size() < limit && bytes < LogPage.MOST_BYTES) {
            int most = Math.min(CHUNK, limit - entries.size());
            List<LogEntry> chunk =
                    chunks.after(entries.isEmpty() ? Optional.empty() : Optional.of(entries.getLast()), most);
            entries.addAll(chunk);
            if (chunk.size() < most) {
                return new LogPage(entries, true);
            }
            bytes += LogPage.bytes(chunk);
        }
        return new LogPage(entries, false);
    }

    /** Returns the version of the last event that a stream has up to a place, 0 if it has none. */
    long versionAt(StreamId stream, LogPlace place) {
        return query(
                        "SELECT COALESCE(MAX(sequence_number), 0) FROM event_journal WHERE persistence_id = ? AND NOT ("
                                + isAfter() + ")",
                        select -> {
                            select.setString(1, JournalKey.of(stream));
                            bindPlace(select, 2, place);
                        },
                        row -> row.getLong(1))
                .getFirst();
    }

    /** Returns where an event stands, if it is stored; readers may still have to wait for it. */
    Optional<LogPlace> placeOf(StreamId stream, long version) {
        return query(
                        "SELECT " + place() + " FROM event_journal WHERE persistence_id = ? AND sequence_number = ?",
                        select -> {
                            select.setString(1, JournalKey.of(stream));
                            select.setLong(2, version);
                        },
                        row -> place(row, 1))
                .stream()
                .findFirst();
    }

    /** Returns the place of the last event that readers can see. */
    LogPlace head() {
        return query(
                        "SELECT " + place() + " FROM event_journal WHERE " + isSettled() + " ORDER BY " + order(" DESC")
                                + " LIMIT 1",
                        _ -> {},
                        row -> place(row, 1))
                .stream()
                .findFirst()
                .orElse(LogPlace.START);
    }

    /**
     * Returns the number of the oldest transaction that is still open, if a younger one has ended: nobody sees the
     * events of that one yet. Where the log has one writer, there is none.
     */
    Optional<Long> oldestOpenTransaction() {
        return switch (kind) {
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

    /** Returns how far a reader that has come to a place is behind. */
    Lag lag(LogPlace reached, Instant now) {
        long events = query(
                        "SELECT COUNT(*) FROM (" + countedSql() + ") behind",
                        select -> bindPlace(select, 1, reached),
                        row -> row.getLong(1))
                .getFirst();
        if (events == 0) {
            return new Lag(0, Duration.ZERO);
        }
        Duration time = Duration.between(stored(reached), now);
        return new Lag(
                events < MOST_COUNTED ? events : Math.max(events, head().ordering() - reached.ordering()),
                time.isNegative() ? Duration.ZERO : time);
    }

    /**
     * Without an order, PostgreSQL would look for them all over the table, expecting a third of it to be among them.
     */
    String countedSql() {
        return "SELECT 1 FROM event_journal WHERE " + isAfter() + " ORDER BY " + order("") + limit(MOST_COUNTED);
    }

    /** Returns when the first event after a place was stored. */
    private Instant stored(LogPlace reached) {
        return query(
                        "SELECT write_timestamp FROM event_journal WHERE " + isAfter() + " ORDER BY " + order("")
                                + " LIMIT 1",
                        select -> bindPlace(select, 1, reached),
                        row -> Instant.ofEpochMilli(row.getLong(1)))
                .getFirst();
    }

    /** Without a name of its own, the number would be what {@code ORDER BY tx_id} means, and no index has it. */
    private String place() {
        return switch (kind) {
            case H2 -> "0, ordering";
            case POSTGRESQL -> "tx_id::text::bigint AS transaction, ordering";
        };
    }

    private String order(String direction) {
        return switch (kind) {
            case H2 -> "ordering" + direction;
            case POSTGRESQL -> "tx_id" + direction + ", ordering" + direction;
        };
    }

    private String isAfter() {
        return switch (kind) {
            case H2 -> "ordering > ?";
            case POSTGRESQL -> "(tx_id, ordering) > (CAST(? AS text)::xid8, ?)";
        };
    }

    /**
     * A limit that PostgreSQL could not see when it plans would make it read and sort the whole table for each page.
     */
    private static String limit(int most) {
        return " LIMIT " + most;
    }

    /**
     * The condition for an event to be settled: transactions that are open now may still commit, but those older than
     * all open ones have been decided. H2 shows what it has not yet written.
     */
    private String isSettled() {
        return switch (kind) {
            case H2 -> "ordering <= " + journal.settled();
            case POSTGRESQL -> order.isSettled();
        };
    }

    /** Binds a place, and returns the number of the next parameter. */
    private int bindPlace(PreparedStatement select, int parameter, LogPlace place) throws SQLException {
        int next = parameter;
        if (kind == DatabaseKind.POSTGRESQL) {
            select.setString(next++, Long.toString(place.transaction()));
        }
        select.setLong(next++, place.ordering());
        return next;
    }

    private static LogPlace place(ResultSet row, int column) throws SQLException {
        return new LogPlace(row.getLong(column), row.getLong(column + 1));
    }

    private LogEntry entry(ResultSet row) throws SQLException {
        return new LogEntry(
                journal.index(),
                place(row, 5),
                new JournalEntry(
                        JournalKey.stream(row.getString(1)),
                        row.getLong(2),
                        new StoredEvent(row.getString(3), row.getBytes(4))),
                reader);
    }

    private <T> List<T> query(String sql, Select.Binding binding, Select.Mapping<T> mapping) {
        return new Select<>(sql, binding, mapping).from(database);
    }

    /** Returns the index of the journal, from 0. */
    int index() {
        return journal.index();
    }

    String ofThis(String name) {
        return journal.ofThis(name);
    }

    @Override
    public String toString() {
        return "The log" + (journal.index() == 0 ? "" : " of journal " + (journal.index() + 1));
    }
}
