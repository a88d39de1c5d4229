package dev.recount.journal.append;

import dev.recount.database.DatabaseKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.apache.pekko.persistence.jdbc.snapshot.dao.SnapshotTables.SnapshotRow;

/**
 * A state of a stream on its way into the table of snapshots, in place of one that may be there for the same version.
 */
public record SnapshotSave(SnapshotRow row) implements JournalRow {

    private static final String COLUMNS =
            "(persistence_id, sequence_number, created, snapshot_ser_id, snapshot_ser_manifest, snapshot_payload)";

    static void save(Connection connection, DatabaseKind kind, List<SnapshotSave> snapshots) throws SQLException {
        try (PreparedStatement save = connection.prepareStatement(sql(kind))) {
            for (SnapshotSave snapshot : snapshots) {
                snapshot.bind(save);
                save.addBatch();
            }
            save.executeBatch();
        }
    }

    private static String sql(DatabaseKind kind) {
        return switch (kind) {
            case H2 ->
                "MERGE INTO snapshot " + COLUMNS + " KEY (persistence_id, sequence_number) VALUES (?, ?, ?, ?, ?, ?)";
            case POSTGRESQL ->
                "INSERT INTO snapshot " + COLUMNS + " VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (persistence_id, sequence_number) DO UPDATE SET created = EXCLUDED.created,"
                        + " snapshot_ser_id = EXCLUDED.snapshot_ser_id,"
                        + " snapshot_ser_manifest = EXCLUDED.snapshot_ser_manifest,"
                        + " snapshot_payload = EXCLUDED.snapshot_payload";
        };
    }

    private void bind(PreparedStatement save) throws SQLException {
        save.setString(1, row.persistenceId());
        save.setLong(2, row.sequenceNumber());
        save.setLong(3, row.created());
        save.setInt(4, row.snapshotSerId());
        save.setString(5, row.snapshotSerManifest());
        save.setBytes(6, row.snapshotPayload());
    }
}
