package dev.recount.journal.jdbc.move;

import dev.recount.journal.jdbc.JournalDatabase;
import dev.recount.journal.jdbc.JournalException;
import dev.recount.journal.jdbc.JournalSettings;
import dev.recount.journal.jdbc.Statements;
import dev.recount.journal.jdbc.postgres.Session;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Moves all of a journal from the embedded database into an empty PostgreSQL, in one transaction: whatever happens on the way, the
 * PostgreSQL has all of it or is as empty as before. Where it comes from stays as it is.
 */
public final class Move {

    private static final int BATCH = 1_000;

    private final Connection source;
    private final Connection target;

    private Move(Connection source, Connection target) {
        this.source = source;
        this.target = target;
    }

    /**
     * Moves a journal, and reads back what came of it before anything of it is committed.
     *
     * @param from settings with the folder, which no server may use
     * @param to settings with the PostgreSQL, which no server may use
     * @param moved is told of each table, with its number of rows, once the target holds the same of it as the source
     * @throws JournalException if there is no journal in the folder, the PostgreSQL is not empty, or either cannot be used
     */
    public static void run(JournalSettings from, JournalSettings to, BiConsumer<String, Long> moved) {
        if (!(to.place() instanceof JournalSettings.Postgres)) {
            throw new JournalException("recount.journal.postgres.url: is not set, so that there is nowhere to move to");
        }
        try (JournalDatabase source = JournalDatabase.openAsItIs(from);
                JournalDatabase target = JournalDatabase.open(to);
                Connection reading = source.unhurried().getConnection();
                Connection writing = target.unhurried().getConnection()) {
            writing.setAutoCommit(false);
            new Move(reading, writing).run(moved);
            writing.commit();
        } catch (SQLException failure) {
            throw new JournalException("nothing was moved: " + failure.getMessage(), failure);
        }
    }

    private void run(BiConsumer<String, Long> moved) throws SQLException {
        try (Statement statement = source.createStatement()) {
            statement.execute("SET LAZY_QUERY_EXECUTION TRUE"); // the whole of a table need not fit into memory
        }
        requireEmpty();
        for (MovedTable table : MovedTable.ALL_TABLES) {
            Rows.Seen there = copy(table);
            Rows.Seen here = read(table);
            if (!here.equals(there)) {
                throw new JournalException(
                        "nothing was moved: " + table.name() + " came to be " + here + ", not " + there);
            }
            moved.accept(table.name(), there.count());
        }
    }

    private void requireEmpty() throws SQLException {
        var statements = new Statements(target);
        Session.requireAlone(statements);
        for (MovedTable table : MovedTable.ALL_TABLES) {
            statements.update("LOCK TABLE " + table.name() + " IN EXCLUSIVE MODE");
            if (!statements
                    .select("SELECT 1 FROM " + table.name() + " LIMIT 1", row -> row.getInt(1))
                    .isEmpty()) {
                throw new JournalException("the PostgreSQL is not empty: there is something in " + table.name()
                        + " already; move into a new database");
            }
        }
    }

    private Rows.Seen copy(MovedTable table) throws SQLException {
        var rows = new Rows();
        try (Statement select = source.createStatement();
                ResultSet found = select.executeQuery(table.select());
                PreparedStatement insert = target.prepareStatement(table.insert())) {
            while (found.next()) {
                bind(insert, rows.take(found));
                insert.addBatch();
                if (rows.count() % BATCH == 0) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
        if (!table.numbered().isEmpty()) {
            new Statements(target).select(table.continueNumbering(), row -> row.getLong(1));
        }
        return rows.seen();
    }

    private static void bind(PreparedStatement insert, List<@Nullable Object> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            insert.setObject(i + 1, values.get(i));
        }
    }

    private Rows.Seen read(MovedTable table) throws SQLException {
        var rows = new Rows();
        try (Statement select = target.createStatement()) {
            select.setFetchSize(BATCH);
            try (ResultSet found = select.executeQuery(table.select())) {
                while (found.next()) {
                    rows.take(found);
                }
            }
        }
        return rows.seen();
    }
}
