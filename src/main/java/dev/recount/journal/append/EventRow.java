package dev.recount.journal.append;

import dev.recount.database.DatabaseKind;
import dev.recount.journal.StoredEvent;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * One event on its way into the journal table.
 *
 * @param writer which incarnation of its stream's actor wrote it
 * @param writeTimestamp when it is written, in milliseconds since 1970
 * @param adapterManifest under which name an event adapter, if any, made it
 * @param serializer the number of the serializer that made the payload
 */
public record EventRow(
        String persistenceId,
        long sequenceNumber,
        String writer,
        long writeTimestamp,
        String adapterManifest,
        StoredEvent event,
        int serializer)
        implements JournalRow {

    private static final String COLUMNS = "persistence_id, sequence_number, writer, write_timestamp,"
            + " adapter_manifest, event_payload, event_ser_id, event_ser_manifest, event_hash";

    private static final String INSERT =
            "INSERT INTO event_journal (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";

    /** PostgreSQL takes all rows in one statement with half the effort, and numbers them in the order asked for. */
    private static final String INSERT_ARRAYS = "INSERT INTO event_journal (" + COLUMNS + ") SELECT " + COLUMNS
            + " FROM unnest(?::text[], ?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::bytea[], ?::integer[], ?::text[],"
            + " ?::bytea[])"
            + " WITH ORDINALITY AS given(" + COLUMNS + ", place) ORDER BY place";

    /**
     * Inserts rows, those of a stream in their order. Streams come one after another: fewer pages of the index change
     * hands.
     */
    static void insert(Connection connection, DatabaseKind kind, List<EventRow> rows) throws SQLException {
        List<EventRow> byStream = rows.stream()
                .sorted(Comparator.comparing(EventRow::persistenceId))
                .toList();
        switch (kind) {
            case H2 -> insertBatch(connection, byStream);
            case POSTGRESQL -> insertArrays(connection, byStream);
        }
    }

    private static void insertBatch(Connection connection, List<EventRow> rows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (EventRow row : rows) {
                row.bind(insert);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void insertArrays(Connection connection, List<EventRow> rows) throws SQLException {
        var arrays = new Arrays(connection, rows);
        try (PreparedStatement insert = connection.prepareStatement(INSERT_ARRAYS)) {
            insert.setArray(1, arrays.of("text", String[]::new, EventRow::persistenceId));
            insert.setArray(2, arrays.of("bigint", Long[]::new, EventRow::sequenceNumber));
            insert.setArray(3, arrays.of("text", String[]::new, EventRow::writer));
            insert.setArray(4, arrays.of("bigint", Long[]::new, EventRow::writeTimestamp));
            insert.setArray(5, arrays.of("text", String[]::new, EventRow::adapterManifest));
            insert.setArray(6, arrays.of("bytea", byte[][]::new, row -> row.event.payload()));
            insert.setArray(7, arrays.of("integer", Integer[]::new, EventRow::serializer));
            insert.setArray(8, arrays.of("text", String[]::new, EventRow::storedName));
            insert.setArray(9, arrays.of("bytea", byte[][]::new, row -> row.event.hash()));
            insert.executeUpdate();
        }
    }

    /** The columns of rows. */
    private record Arrays(Connection connection, List<EventRow> rows) {

        <T> Array of(String type, IntFunction<T[]> array, Function<EventRow, ? extends T> column) throws SQLException {
            T[] values = array.apply(rows.size());
            for (int i = 0; i < values.length; i++) {
                values[i] = column.apply(rows.get(i));
            }
            return connection.createArrayOf(type, values);
        }
    }

    /** Returns the name under which the event is stored, as type.Event/revision. */
    String storedName() {
        return event.manifest();
    }

    private void bind(PreparedStatement insert) throws SQLException {
        insert.setString(1, persistenceId);
        insert.setLong(2, sequenceNumber);
        insert.setString(3, writer);
        insert.setLong(4, writeTimestamp);
        insert.setString(5, adapterManifest);
        insert.setBytes(6, event.payload());
        insert.setInt(7, serializer);
        insert.setString(8, storedName());
        insert.setBytes(9, event.hash());
    }
}
