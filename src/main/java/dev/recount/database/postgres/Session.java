package dev.recount.database.postgres;

import dev.recount.database.sql.DatabaseException;
import dev.recount.database.sql.Select;
import dev.recount.database.sql.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * The server's end of a connection of ours, which may still be at work when ours is broken.
 *
 * @param name what tells it from all others that there have been
 */
public record Session(String name) {

    /** Returns the session of a connection, if the database is a server that has some. */
    public static Optional<Session> of(Connection connection) throws SQLException {
        return connection.isWrapperFor(PGConnection.class)
                ? Optional.of(new Session(connection.getClientInfo("ApplicationName")))
                : Optional.empty();
    }

    /**
     * Tells whether the role of a database's connections may change its tables, or there are none yet.
     *
     * @param schema the schema that the tables are in
     * @param table one of them
     */
    public static boolean ownsTables(DataSource database, Optional<String> schema, String table) {
        return new Select<>(
                        "SELECT pg_has_role(tableowner, 'MEMBER') FROM pg_tables"
                                + " WHERE schemaname = COALESCE(NULLIF(?, ''), current_schema()) AND tablename = ?",
                        select -> {
                            select.setString(1, schema.orElse(""));
                            select.setString(2, table);
                        },
                        row -> row.getBoolean(1))
                .from(database).stream().allMatch(owns -> owns);
    }

    /**
     * Makes sure that no other process of ours uses the database.
     *
     * @throws DatabaseException if one does
     */
    public static void requireAlone(Statements statements) throws SQLException {
        requireNoneBut(Set.of(), statements);
    }

    /**
     * Makes sure that no more of ours use the database than did before.
     *
     * @param known what {@link #others} were there
     * @throws DatabaseException if another does
     */
    public static void requireNoneBut(Set<String> known, Statements statements) throws SQLException {
        if (!known.containsAll(others(statements))) {
            throw new DatabaseException("a server uses the database; stop it first");
        }
    }

    /** Returns names of all others of ours that use the database, which each database that is open has for itself. */
    public static Set<String> others(Statements statements) throws SQLException {
        return Set.copyOf(statements.select("""
                SELECT DISTINCT split_part(application_name, '-', 1) FROM pg_stat_activity
                WHERE datname = current_database() AND application_name LIKE 'recount %'
                    AND split_part(application_name, '-', 1)
                        <> split_part(current_setting('application_name'), '-', 1)""", row -> row.getString(1)));
    }

    /** Has the server end the session; tells whether it has, so that whatever the session did stands or never will. */
    public boolean hasEnded(Connection other) throws SQLException {
        try (PreparedStatement end = other.prepareStatement(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = ?")) {
            end.setString(1, name);
            try (ResultSet living = end.executeQuery()) {
                return !living.next();
            }
        }
    }
}
