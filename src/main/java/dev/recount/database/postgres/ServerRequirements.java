package dev.recount.database.postgres;

import dev.recount.database.sql.DatabaseException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/**
 * The requirements that a PostgreSQL server has to meet to hold a journal.
 *
 * @param setting the name of the setting that says where it is
 */
record ServerRequirements(String setting) {

    private static final int OLDEST_VERSION = 14;

    /** The encodings that keep every text as it is: the second one keeps bytes, whatever they mean. */
    private static final Set<String> WHOLE = Set.of("UTF8", "SQL_ASCII");

    /**
     * Makes sure that a server meets them.
     *
     * @param one an open connection to it
     * @param other another one, open at the same time
     * @throws DatabaseException if it does not; says what to do
     */
    void require(Connection one, Connection other) throws SQLException {
        requireVersion(one);
        String encoding = value(one, "SHOW server_encoding");
        if (!WHOLE.contains(encoding)) {
            throw new DatabaseException(setting + ": the database has the encoding " + encoding
                    + ", in which not every text can be stored; make one with CREATE DATABASE … ENCODING 'UTF8'"
                    + " TEMPLATE template0");
        }
        requireSessions(one, other);
    }

    private void requireVersion(Connection connection) throws SQLException {
        if (connection.getMetaData().getDatabaseMajorVersion() < OLDEST_VERSION) {
            throw new DatabaseException(
                    setting + ": PostgreSQL " + connection.getMetaData().getDatabaseProductVersion()
                            + " is too old; the oldest that can hold a journal is " + OLDEST_VERSION);
        }
    }

    /**
     * A pooler that gives connections a session for one transaction gives the two the same one after the other; and it
     * may have dropped what our connections ask of theirs.
     */
    private void requireSessions(Connection one, Connection other) throws SQLException {
        String limit = value(one, "SELECT setting FROM pg_settings WHERE name = 'idle_in_transaction_session_timeout'");
        boolean isShared = value(one, "SELECT pg_backend_pid()").equals(value(other, "SELECT pg_backend_pid()"));
        if (isShared || !limit.equals(Integer.toString(PostgresServer.IDLE_IN_TRANSACTION_MS))) {
            throw new DatabaseException(setting + ": connections have no session of their own"
                    + (isShared ? "" : " with the settings that they ask for")
                    + ", as behind a pooler in transaction mode; name PostgreSQL itself, or a pooler in session mode that"
                    + " passes on the startup parameter options");
        }
    }

    private static String value(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet value = statement.executeQuery(query)) {
            value.next();
            return value.getString(1);
        }
    }
}
