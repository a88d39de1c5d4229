package dev.recount.projection;

import dev.recount.database.Database;
import dev.recount.database.sql.DatabaseException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.pekko.japi.function.Function;
import org.apache.pekko.projection.jdbc.JdbcSession;

/** One transaction of a projection: what it writes and how far it has come are committed together. */
public final class ProjectionSession implements JdbcSession {

    private final Connection connection;
    private final Check check;
    private final List<Runnable> afterCommit = new ArrayList<>();

    /** A condition on which a transaction is committed; it throws where it does not hold. */
    @FunctionalInterface
    public interface Check {
        void of(Connection connection) throws SQLException;
    }

    /**
     * Opens connections of its own to a database, which are closed with it, and returns what begins transactions on
     * them.
     *
     * @param connections the most transactions at a time
     */
    public static Supplier<ProjectionSession> openPool(Database database, int connections) {
        DataSource pool = database.open("projections", connections);
        return () -> new ProjectionSession(pool, _ -> {});
    }

    /**
     * Begins a transaction.
     *
     * @param check is made before it is committed, as part of it
     * @throws DatabaseException if the database is away
     */
    public ProjectionSession(DataSource database, Check check) {
        this.check = check;
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
        check.of(connection);
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
