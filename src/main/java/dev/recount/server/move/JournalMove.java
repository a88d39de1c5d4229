package dev.recount.server.move;

import dev.recount.database.Database;
import dev.recount.database.place.DatabasePlace;
import dev.recount.database.sql.DatabaseException;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.journal.spread.Journals;
import dev.recount.journal.spread.PerJournal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Moves all of a journal from the embedded database into an empty PostgreSQL, in one transaction: whatever happens on
 * the way, the PostgreSQL has all of it or is as empty as before. Of several, each is filled in one transaction, and
 * they are committed at the end. Where it comes from stays as it is.
 */
public final class JournalMove {

    private final Connection source;
    private final PerJournal<TargetDatabase> targets;

    private JournalMove(Connection source, PerJournal<TargetDatabase> targets) {
        this.source = source;
        this.targets = targets;
    }

    /**
     * Moves a journal, and reads back what came of it before anything of it is committed.
     *
     * @param from settings with the folder, which no server may use
     * @param to settings with the PostgreSQL, or several, which no server may use
     * @param moved is told of each table, with its number of rows, once the targets hold the same of it as the source
     * @throws DatabaseException if there is no journal in the folder, the PostgreSQL is not empty, or either cannot be
     *     used
     */
    public static void run(JournalSettings from, JournalSettings to, BiConsumer<String, Long> moved) {
        if (!(to.place() instanceof DatabasePlace.Postgres)) {
            throw new DatabaseException(
                    "recount.journal.postgres.url: is not set, so that there is nowhere to move to");
        }
        var writing = new ArrayList<Connection>();
        try (Database source = sourceOf(from);
                Journals journals = Journals.open(to);
                Connection reading = source.unhurried().getConnection()) {
            for (Database database : journals.databases().all()) {
                writing.add(database.unhurried().getConnection());
            }
            new JournalMove(reading, new PerJournal<>(writing).map(TargetDatabase::new)).run(moved);
            commit(writing);
        } catch (SQLException failure) {
            throw new DatabaseException("nothing was moved: " + failure.getMessage(), failure);
        } finally {
            writing.forEach(JournalMove::close);
        }
    }

    private static Database sourceOf(JournalSettings from) {
        Database source = JournalDatabase.openAsItIs(from);
        try {
            source.requireToday(": serve the folder once with this version, stop the server, and move it then");
            return source;
        } catch (RuntimeException failure) {
            source.close();
            throw failure;
        }
    }

    /**
     * Several databases have no commit in common: should one fail now, after all the work, the move has to begin again.
     */
    private static void commit(List<Connection> writing) throws SQLException {
        boolean begun = false;
        try {
            for (Connection connection : writing) {
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

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException gone) {
            throw new DatabaseException("the connection could not be closed: " + gone.getMessage(), gone);
        }
    }

    private void run(BiConsumer<String, Long> moved) throws SQLException {
        try (Statement statement = source.createStatement()) {
            statement.execute("SET LAZY_QUERY_EXECUTION TRUE"); // the whole of a table need not fit into memory
        }
        for (TargetDatabase target : targets.all()) {
            target.requireEmpty();
        }
        for (MovedTable table : MovedTable.ALL_TABLES) {
            long rows = copy(table);
            for (TargetDatabase target : targets.all()) {
                target.requireWritten(table);
            }
            moved.accept(table.name(), rows);
        }
    }

    private long copy(MovedTable table) throws SQLException {
        for (TargetDatabase target : targets.all()) {
            target.begin(table);
        }
        long rows = 0;
        try (Statement select = source.createStatement();
                ResultSet found = select.executeQuery(table.select())) {
            while (found.next()) {
                for (Destination.Moved moved : table.destination().of(RowDigest.row(found), targets.placement())) {
                    targets.all().get(moved.journal()).write(moved.row());
                }
                rows++;
            }
        }
        for (TargetDatabase target : targets.all()) {
            target.end(table);
        }
        return rows;
    }
}
