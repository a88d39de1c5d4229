package dev.recount.journal.append;

import java.sql.SQLException;
import java.util.List;

/**
 * The latest moment at which an append may begin to be written.
 *
 * @param nanos the moment, as {@link System#nanoTime()} tells it
 */
record Deadline(long nanos) implements JournalRow {

    /** Makes sure that none of them has passed. */
    static void require(List<Deadline> deadlines) throws SQLException {
        long now = System.nanoTime();
        for (Deadline each : deadlines) {
            if (now - each.nanos > 0) {
                throw new SQLException("it waited for longer than its streams hold still");
            }
        }
    }
}
