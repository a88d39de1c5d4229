package dev.recount.journal.jdbc;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.apache.pekko.persistence.jdbc.journal.dao.JournalTables.JournalPekkoSerializationRow;

/** One event on its way into the journal table. */
record EventRow(JournalPekkoSerializationRow row) implements JournalRow {

    private static final String COLUMNS = "persistence_id, sequence_number, writer, write_timestamp,"
            + " adapter_manifest, event_payload, event_ser_id, event_ser_manifest";

    private static final String INSERT = "INSERT INTO event_journal (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

    /** PostgreSQL takes all rows in one statement with half the effort, and numbers them in the order asked for. */
    private static final String INSERT_ARRAYS = "INSERT INTO event_journal (" + COLUMNS + ") SELECT " + COLUMNS
            + " FROM unnest(?::text[], ?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::bytea[], ?::integer[], ?::text[])"
            + " WITH ORDINALITY AS given(" + COLUMNS + ", place) ORDER BY place";

    /**
     * Inserts rows, those of a stream in their order. Streams come one after another: fewer pages of the index change hands.
     */
    static void insert(Connection connection, DatabaseKind kind, List<EventRow> rows) throws SQLException {
        List<EventRow> byStream = rows.stream()
                .sorted(Comparator.comparing(row -> row.row.persistenceId()))
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
            insert.setArray(1, arrays.of("text", String[]::new, JournalPekkoSerializationRow::persistenceId));
            insert.setArray(2, arrays.of("bigint", Long[]::new, JournalPekkoSerializationRow::sequenceNumber));
            insert.setArray(3, arrays.of("text", String[]::new, JournalPekkoSerializationRow::writer));
            insert.setArray(4, arrays.of("bigint", Long[]::new, JournalPekkoSerializationRow::writeTimestamp));
            insert.setArray(5, arrays.of("text", String[]::new, JournalPekkoSerializationRow::adapterManifest));
            insert.setArray(6, arrays.of("bytea", byte[][]::new, JournalPekkoSerializationRow::eventPayload));
            insert.setArray(7, arrays.of("integer", Integer[]::new, JournalPekkoSerializationRow::eventSerId));
            insert.setArray(8, arrays.of("text", String[]::new, JournalPekkoSerializationRow::eventSerManifest));
            insert.executeUpdate();
        }
    }

    /** The columns of rows. */
    private record Arrays(Connection connection, List<EventRow> rows) {

        <T> Array of(String type, IntFunction<T[]> array, Function<JournalPekkoSerializationRow, ? extends T> column)
                throws SQLException {
            return connection.createArrayOf(
                    type, rows.stream().map(row -> column.apply(row.row)).toArray(array));
        }
    }

    /** Returns the name under which the event is stored, as type.Event/revision. */
    String storedName() {
        return row.eventSerManifest();
    }

    private void bind(PreparedStatement insert) throws SQLException {
        insert.setString(1, row.persistenceId());
        insert.setLong(2, row.sequenceNumber());
        insert.setString(3, row.writer());
        insert.setLong(4, row.writeTimestamp());
        insert.setString(5, row.adapterManifest());
        insert.setBytes(6, row.eventPayload());
        insert.setInt(7, row.eventSerId());
        insert.setString(8, row.eventSerManifest());
    }
}
