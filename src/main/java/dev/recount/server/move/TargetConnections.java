package dev.recount.server.move;

import dev.recount.database.Database;
import dev.recount.database.sql.DatabaseException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The connections that write, each in one transaction, which are committed together or not at all. */
final class TargetConnections implements AutoCloseable {

    private final List<Connection> connections = new ArrayList<>();

    /** Begins a transaction. */
    Connection begin(Database database) throws SQLException {
        Connection connection = database.unhurried().getConnection();
        connections.add(connection);
        connection.setAutoCommit(false);
        return connection;
    }

    /**
     * Commits what was written, that of the home database last. Several databases have no commit in common: should one
     * fail now, after all the work, the move has to begin again.
     */
    void commit() throws SQLException {
        boolean begun = false;
        try {
            for (Connection connection : connections.reversed()) {
                connection.commit();
                begun = true;
            }
        } catch (SQLException failure) {
            if (begun) {
                throw new DatabaseException(
                        "only some of the databases were filled; move into new ones: " + failure.getMessage(), failure);
            }
            throw failure;
        }
    }

    @Override
    public void close() {
        for (Connection connection : connections) {
            try {
                connection.close();
            } catch (SQLException gone) {
                throw new DatabaseException("the connection could not be closed: " + gone.getMessage(), gone);
            }
        }
    }
}
