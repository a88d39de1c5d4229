package dev.recount.projection;

import dev.recount.database.sql.DatabaseException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.apache.pekko.japi.function.Function;
import org.apache.pekko.projection.jdbc.JdbcSession;

/** One transaction of a projection: what it writes and how far it has come are committed together. */
public final class ProjectionSession implements JdbcSession {

    private final Connection connection;
    private final Epoch epoch;
    private final List<Runnable> afterCommit = new ArrayList<>();

    /**
     * Begins a transaction.
     *
     * @param epoch the epoch in which alone it can be committed
     * @throws DatabaseException if the database is away
     */
    public ProjectionSession(DataSource database, Epoch epoch) {
        this.epoch = epoch;
        try {
            this.connection = database.getConnection();
            connection.setAutoCommit(false);
        } catch (SQLException away) {
            throw new DatabaseException("the database cannot be reached: " + away.getMessage(), away);
        }
    }

    /** Returns the transaction's connection, which the session commits and closes. */
    public Connection connection() {
        return connection;
    }

    /** Has something done once all of this is committed. */
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    @Override
    public <T> T withConnection(Function<Connection, T> use) throws Exception {
        return use.apply(connection);
    }

    @Override
    public void commit() throws SQLException {
        epoch.require(connection);
        connection.commit();
        afterCommit.forEach(Runnable::run);
    }

    @Override
    public void rollback() throws SQLException {
        connection.rollback();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
