package dev.recount.server.move;

import dev.recount.database.postgres.Session;
import dev.recount.database.sql.DatabaseException;
import dev.recount.database.sql.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL database that is filled table after table, in one transaction that the move commits. */
final class TargetDatabase {

    private static final int BATCH = 1_000;

    private final Connection connection;
    private RowDigest written = new RowDigest();
    private @Nullable PreparedStatement insert;

    TargetDatabase(Connection connection) {
        this.connection = connection;
    }

    /** Makes sure that no server uses it. */
    void requireAlone() throws SQLException {
        Session.requireAlone(new Statements(connection));
    }

    /** Makes sure that there is nothing in these tables of it, and that no one else can put anything in. */
    void requireEmpty(List<MovedTable> tables) throws SQLException {
        var statements = new Statements(connection);
        for (MovedTable table : tables) {
            statements.update("LOCK TABLE " + table.name() + " IN EXCLUSIVE MODE");
            if (!statements
                    .select("SELECT 1 FROM " + table.name() + " LIMIT 1", row -> row.getInt(1))
                    .isEmpty()) {
                throw new DatabaseException("the PostgreSQL is not empty: there is something in " + table.name()
                        + " already; move into a new database");
            }
        }
    }

    void begin(MovedTable table) throws SQLException {
        written = new RowDigest();
        insert = connection.prepareStatement(table.insert());
    }

    void write(MovedRow row) throws SQLException {
        PreparedStatement statement = Objects.requireNonNull(insert);
        for (int i = 0; i < row.values().size(); i++) {
            statement.setObject(i + 1, row.values().get(i));
        }
        statement.addBatch();
        written.take(row);
        if (written.count() % BATCH == 0) {
            statement.executeBatch();
        }
    }

    void end(MovedTable table) throws SQLException {
        try (PreparedStatement statement = Objects.requireNonNull(insert)) {
            statement.executeBatch();
        }
        if (!table.numbered().isEmpty()) {
            new Statements(connection).select(table.continueNumbering(), row -> row.getLong(1));
        }
    }

    /** Makes sure that the table holds what was written. */
    void requireWritten(MovedTable table) throws SQLException {
        RowDigest.Seen there = written.seen();
        RowDigest.Seen here = read(table);
        if (!here.equals(there)) {
            throw new DatabaseException(
                    "nothing was moved: " + table.name() + " came to be " + here + ", not " + there);
        }
    }

    private RowDigest.Seen read(MovedTable table) throws SQLException {
        var rows = new RowDigest();
        try (Statement select = connection.createStatement()) {
            select.setFetchSize(BATCH);
            try (ResultSet found = select.executeQuery(table.select())) {
                while (found.next()) {
                    rows.take(RowDigest.row(found));
                }
            }
        }
        return rows.seen();
    }
}
