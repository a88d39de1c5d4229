package dev.recount.journal.state;

import dev.recount.database.DatabaseKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;

/** Writes the latest states of streams, each in place of the one before, in a transaction of others. */
public final class StateWriter {

    private static final String INSERT = """
            INSERT INTO stream_state (revision, sequence_number, write_timestamp, state_ser_manifest, state_payload,
                persistence_id)
            VALUES (?, ?, ?, ?, ?, ?)""";

    private final String insert;
    private final String update;

    /** Prepares to write to databases of a kind. */
    public StateWriter(DatabaseKind kind) {
        this.insert = switch (kind) {
            case H2 -> INSERT; // it has one writer, and what is there already is refused
            case POSTGRESQL -> INSERT + " ON CONFLICT DO NOTHING";
        };
        String place = switch (kind) {
            case H2 -> "ordering = DEFAULT";
            case POSTGRESQL -> "ordering = DEFAULT, tx_id = DEFAULT";
        };
        this.update = "UPDATE stream_state SET revision = ?, sequence_number = ?, write_timestamp = ?,"
                + " state_ser_manifest = ?, state_payload = ?, " + place
                + " WHERE persistence_id = ? AND revision = ?";
    }

    /**
     * Writes states.
     *
     * @throws StaleStateException if one of them does not follow the one that is there
     */
    public void write(Connection connection, List<StateRow> rows) throws SQLException {
        // Every writer takes them in this order, so that no two of them wait for each other.
        for (StateRow row : rows.stream()
                .sorted(Comparator.comparing(StateRow::persistenceId))
                .toList()) {
            write(connection, row);
        }
    }

    private void write(Connection connection, StateRow row) throws SQLException {
        boolean isFirst = row.revision() == 1;
        try (PreparedStatement statement = connection.prepareStatement(isFirst ? insert : update)) {
            statement.setLong(1, row.revision());
            statement.setLong(2, row.version());
            statement.setLong(3, row.writtenMillis());
            statement.setString(4, row.name());
            statement.setBytes(5, row.payload());
            statement.setString(6, row.persistenceId());
            if (!isFirst) {
                statement.setLong(7, row.revision() - 1);
            }
            if (statement.executeUpdate() != 1) {
                throw new StaleStateException(row);
            }
        }
    }
}
