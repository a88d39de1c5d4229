package dev.recount.stream;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The journal's tables as a person with a database tool sees them, and can spoil them. */
final class JournalFile implements AutoCloseable {

    private final Connection connection;

    JournalFile(Path data) throws SQLException {
        connection = DriverManager.getConnection(
                "jdbc:h2:file:" + data.resolve("journal") + ";DATABASE_TO_LOWER=TRUE", "recount", "");
    }

    /** Begins a transaction, behind whose rows other writers have to wait. */
    void begin() throws SQLException {
        connection.setAutoCommit(false);
    }

    void rollback() throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
    }

    int execute(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = bound(sql, values)) {
            return statement.executeUpdate();
        }
    }

    List<String> texts(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = bound(sql, values);
                ResultSet rows = statement.executeQuery()) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    /** Puts a row into the journal as another writer of the same stream would. */
    void forge(String persistenceId, long version) throws SQLException {
        execute("""
                INSERT INTO event_journal (persistence_id, sequence_number, writer, write_timestamp, adapter_manifest,
                    event_payload, event_ser_id, event_ser_manifest)
                VALUES (?, ?, 'forger', 0, '', X'7B7D', 7301, 'probe.Added/1')""", persistenceId, version);
    }

    private PreparedStatement bound(String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
