package dev.recount.bench.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** One statement a row, sent together; PostgreSQL's driver makes of them statements of many rows. */
final class SingleInserts implements Insert {

    static final String SQL = "INSERT INTO event_journal " + Row.COLUMNS + " VALUES (?, ?, ?, " + Row.CONSTANTS + ")";

    @Override
    public void insert(Connection connection, List<Row> rows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(SQL)) {
            for (Row row : rows) {
                bind(insert, row);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    static void bind(PreparedStatement insert, Row row) throws SQLException {
        insert.setString(1, row.persistenceId());
        insert.setLong(2, row.sequenceNumber());
        insert.setBytes(3, row.payload());
    }
}
