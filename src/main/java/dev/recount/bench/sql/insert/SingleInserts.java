package dev.recount.bench.sql.insert;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** One statement a row, sent together; PostgreSQL's driver makes of them statements of many rows. */
public final class SingleInserts implements Insert {

    public static final String SQL =
            "INSERT INTO event_journal " + BenchRow.COLUMNS + " VALUES (?, ?, ?, ?, " + BenchRow.CONSTANTS + ")";

    @Override
    public void insert(Connection connection, List<BenchRow> rows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(SQL)) {
            for (BenchRow row : rows) {
                bind(insert, row);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    public static void bind(PreparedStatement insert, BenchRow row) throws SQLException {
        insert.setString(1, row.persistenceId());
        insert.setLong(2, row.sequenceNumber());
        insert.setBytes(3, row.payload());
        insert.setBytes(4, row.hash());
    }
}
