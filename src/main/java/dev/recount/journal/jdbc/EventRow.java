package dev.recount.journal.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.apache.pekko.persistence.jdbc.journal.dao.JournalTables.JournalPekkoSerializationRow;

/** One event on its way into the journal table. */
record EventRow(JournalPekkoSerializationRow row) {

    private static final String INSERT = """
            INSERT INTO event_journal (persistence_id, sequence_number, writer, write_timestamp,
                adapter_manifest, event_payload, event_ser_id, event_ser_manifest)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)""";

    static void insert(Connection connection, List<EventRow> rows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (EventRow row : rows) {
                row.bind(insert);
                insert.addBatch();
            }
            insert.executeBatch();
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
