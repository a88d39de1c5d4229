package dev.recount.journal.spread;

import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.place.DatabasePlace;
import dev.recount.database.sql.DatabaseException;
import dev.recount.database.sql.Statements;
import dev.recount.journal.JournalKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A database that holds a journal: opened as {@link Database} is, with its events in the order in which they are to be
 * read.
 */
public final class JournalDatabase {

    private JournalDatabase() {}

    /**
     * Opens the home database, and brings its schema up to date.
     *
     * @throws DatabaseException if it cannot be used, or another process uses the folder; the message names it
     */
    public static Database open(JournalSettings settings) {
        return open(settings, 0);
    }

    /**
     * Opens one of the databases as {@link #open(JournalSettings)} does.
     *
     * @param index which, from 0 for the home one
     */
    static Database open(JournalSettings settings, int index) {
        return Database.open(settings.database(index), database -> {
            if (database.kind() == DatabaseKind.POSTGRESQL) {
                TransactionOrder.requireNoneAhead(database.pool());
            }
            settleWhatIsThere(database);
        });
    }

    /**
     * Opens the home database, which is there, to read it, and leaves its schema as it is.
     *
     * @throws DatabaseException if there is none, or it cannot be used; the message names it
     */
    public static Database openAsItIs(JournalSettings settings) {
        return openAsItIs(settings, 0);
    }

    /**
     * Opens one of the databases as {@link #openAsItIs(JournalSettings)} does.
     *
     * @param index which, from 0 for the home one
     */
    static Database openAsItIs(JournalSettings settings, int index) {
        return Database.openAsItIs(settings.database(index), JournalDatabase::settleWhatIsThere);
    }

    /**
     * Goes on with a database that was restored from a backup: brings its schema up to date, and orders all that will
     * be stored after all that is stored.
     *
     * @param index which of the databases, from 0 for the home one
     * @throws DatabaseException if it cannot be used, is no server's, or is in use
     */
    public static void continueAfterRestore(JournalSettings settings, int index) {
        if (!(settings.place(index) instanceof DatabasePlace.Postgres)) {
            throw new DatabaseException("recount.journal.postgres.url: is not set, and the data folder "
                    + settings.place() + " needs nothing after it was restored");
        }
        try (Database database = Database.open(settings.database(index), JournalDatabase::settleWhatIsThere)) {
            TransactionOrder.continueAfterRestore(database.unhurried());
        }
    }

    private static void settleWhatIsThere(Database database) {
        try (Connection connection = database.pool().getConnection()) {
            database.settle(last(connection, database.kind()));
            database.settleStates(hasStates(connection) ? lastState(connection, database.kind()) : 0);
        } catch (SQLException unreadable) {
            throw new DatabaseException("the journal cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    /** Returns the number of the last event that a connection sees, its own that are not committed included. */
    public static long last(Connection connection, DatabaseKind kind) throws SQLException {
        if (kind == DatabaseKind.POSTGRESQL) {
            return Long.MAX_VALUE; // it shows nothing before it is on the disk
        }
        return number(connection, "SELECT COALESCE(MAX(ordering), 0) FROM event_journal");
    }

    /** Returns the number of the last state that a connection sees, its own that are not committed included. */
    public static long lastState(Connection connection, DatabaseKind kind) throws SQLException {
        if (kind == DatabaseKind.POSTGRESQL) {
            return Long.MAX_VALUE; // it shows nothing before it is on the disk
        }
        return number(connection, "SELECT COALESCE(MAX(ordering), 0) FROM stream_state");
    }

    /** A database that is left as it is may be of a time when none were kept. */
    private static boolean hasStates(Connection connection) throws SQLException {
        return number(connection, "SELECT COUNT(*) FROM information_schema.tables WHERE table_name = 'stream_state'")
                > 0;
    }

    /** Tells whether there are events of streams of a type. */
    public static boolean hasEvents(Statements statements, String streamType) throws SQLException {
        return !statements
                .select(
                        "SELECT 1 FROM event_journal WHERE persistence_id >= ? AND persistence_id < ? LIMIT 1",
                        row -> row.getInt(1),
                        JournalKey.beginning(streamType),
                        JournalKey.end(streamType))
                .isEmpty();
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            found.next();
            return found.getLong(1);
        }
    }
}
