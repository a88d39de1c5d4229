package dev.recount.log.stored;

import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.journal.JournalKey;
import dev.recount.journal.spread.TransactionOrder;
import dev.recount.log.position.LogPlace;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The queries of the log of one journal, in the words of its database. */
public final class LogSql {

    /**
     * The number from which on the events that a reader has not come to are estimated: counting costs as much as
     * reading.
     */
    static final int MOST_COUNTED = 10_000;

    /** The columns of a stored event, before those of its place. */
    private static final String COLUMNS =
            "persistence_id, sequence_number, event_ser_manifest, event_payload, event_hash, ";

    private final Database journal;
    private final LogSource source;
    private final DatabaseKind kind;
    private final TransactionOrder transactions;

    /** Reads how the events of the journal are ordered already. */
    public LogSql(Database journal) {
        this(journal, LogSource.EVENTS);
    }

    /** Reads how the rows of a log are ordered already. */
    public LogSql(Database journal, LogSource source) {
        this.journal = journal;
        this.source = source;
        this.kind = journal.kind();
        this.transactions =
                kind == DatabaseKind.POSTGRESQL ? TransactionOrder.read(journal.pool()) : new TransactionOrder(0);
    }

    /** Returns the columns of an event and of its place. */
    public String columns() {
        return COLUMNS + place();
    }

    /** Returns the query for the events after a place. */
    public String chunkSql(int limit) {
        return "SELECT " + columns() + " FROM " + table() + " WHERE " + isAfter() + " AND " + isSettled() + " ORDER BY "
                + order("") + limit(limit);
    }

    /** Returns the query for the whole rows of the events after a place. */
    String rowsSql(int limit) {
        return "SELECT persistence_id, sequence_number, event_ser_manifest, event_payload, event_hash, " + place()
                + ", deleted, writer, write_timestamp, adapter_manifest, event_ser_id, meta_payload, meta_ser_id,"
                + " meta_ser_manifest FROM " + table() + " WHERE " + isAfter() + " AND " + isSettled() + " ORDER BY "
                + order("") + limit(limit);
    }

    /** Returns a row of that query. */
    static LogRow row(ResultSet row) throws SQLException {
        int metaSerializer = row.getInt(14);
        Optional<Integer> ofMeta = row.wasNull() ? Optional.empty() : Optional.of(metaSerializer);
        return new LogRow(
                JournalKey.stream(row.getString(1)).toString(),
                row.getLong(2),
                row.getString(3),
                Base64.getEncoder().encodeToString(row.getBytes(4)),
                place(row, 6),
                row.getBoolean(8),
                row.getString(9),
                row.getLong(10),
                row.getString(11),
                row.getInt(12),
                base64(row.getBytes(5)),
                base64(row.getBytes(13)),
                ofMeta,
                Optional.ofNullable(row.getString(15)));
    }

    private static Optional<String> base64(byte @Nullable [] bytes) {
        return Optional.ofNullable(bytes).map(Base64.getEncoder()::encodeToString);
    }

    /** Returns the query for the hashes of the events after a place; of those without one, for what it is made of. */
    String hashesSql(int limit) {
        return "SELECT persistence_id, sequence_number, CASE WHEN event_hash IS NULL THEN event_ser_manifest END,"
                + " CASE WHEN event_hash IS NULL THEN event_payload END, event_hash, " + place()
                + " FROM " + table() + " WHERE " + isAfter() + " AND " + isSettled() + " ORDER BY " + order("")
                + limit(limit);
    }

    /**
     * Returns the query for the events after a place, as far as they are counted. Without an order, PostgreSQL would
     * look for them all over the table, expecting a third of it to be among them.
     */
    public String countedSql() {
        return "SELECT 1 FROM " + table() + " WHERE " + isAfter() + " ORDER BY " + order("") + limit(MOST_COUNTED);
    }

    /** Returns the query for the places of events, given by the names of their streams and their versions. */
    String placesSql() {
        return "SELECT asked_id, asked_version, " + place()
                + " FROM UNNEST(CAST(? AS VARCHAR ARRAY), CAST(? AS BIGINT ARRAY)) AS asked(asked_id, asked_version)"
                + " JOIN event_journal ON persistence_id = asked_id AND sequence_number = asked_version";
    }

    /** Returns what the rows are read from. */
    public String table() {
        return source.table(kind);
    }

    /** Returns the condition by which the row of a version of a stream is found. */
    String isAt() {
        return source.isAt();
    }

    /** Without a name of its own, the number would be what {@code ORDER BY tx_id} means, and no index has it. */
    public String place() {
        return switch (kind) {
            case H2 -> "0, ordering";
            case POSTGRESQL -> "tx_id::text::bigint AS transaction, ordering";
        };
    }

    String order(String direction) {
        return switch (kind) {
            case H2 -> "ordering" + direction;
            case POSTGRESQL -> "tx_id" + direction + ", ordering" + direction;
        };
    }

    public String isAfter() {
        return switch (kind) {
            case H2 -> "ordering > ?";
            case POSTGRESQL -> "(tx_id, ordering) > (CAST(? AS text)::xid8, ?)";
        };
    }

    /**
     * A limit that PostgreSQL could not see when it plans would make it read and sort the whole table for each page.
     */
    static String limit(int most) {
        return " LIMIT " + most;
    }

    /**
     * The condition for an event to be settled: transactions that are open now may still commit, but those older than
     * all open ones have been decided. H2 shows what it has not yet written.
     */
    public String isSettled() {
        return switch (kind) {
            case H2 ->
                "ordering <= "
                        + switch (source) {
                            case EVENTS -> journal.settled();
                            case STATES -> journal.settledStates();
                        };
            case POSTGRESQL -> transactions.isSettled();
        };
    }

    /** Binds a place, and returns the number of the next parameter. */
    public int bindPlace(PreparedStatement select, int parameter, LogPlace place) throws SQLException {
        int next = parameter;
        if (kind == DatabaseKind.POSTGRESQL) {
            select.setString(next++, Long.toString(place.transaction()));
        }
        select.setLong(next++, place.ordering());
        return next;
    }

    public static LogPlace place(ResultSet row, int column) throws SQLException {
        return new LogPlace(row.getLong(column), row.getLong(column + 1));
    }
}
