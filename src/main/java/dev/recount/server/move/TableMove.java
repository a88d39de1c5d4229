package dev.recount.server.move;

import dev.recount.journal.spread.PerJournal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Some tables on their way from one embedded database into one PostgreSQL or several, whose transactions somebody else
 * commits.
 */
record TableMove(Connection source, PerJournal<TargetDatabase> targets, List<MovedTable> tables) {

    /** Makes sure that there is nothing yet where the rows go. */
    void requireEmpty() throws SQLException {
        for (TargetDatabase target : targets.all()) {
            target.requireEmpty(tables);
        }
    }

    /**
     * Copies the rows, and reads back what came of them.
     *
     * @param moved is told of each table, with its number of rows, once the targets hold the same of it as the source
     */
    void run(BiConsumer<String, Long> moved) throws SQLException {
        try (Statement statement = source.createStatement()) {
            statement.execute("SET LAZY_QUERY_EXECUTION TRUE"); // the whole of a table need not fit into memory
        }
        for (MovedTable table : tables) {
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
