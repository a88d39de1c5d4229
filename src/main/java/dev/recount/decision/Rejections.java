package dev.recount.decision;

import dev.recount.database.Database;
import java.util.List;

/** The rejections on record of all streams of a journal, to be read. */
public final class Rejections {

    private final RejectionTable table;

    Rejections(RejectionTable table) {
        this.table = table;
    }

    /** Opens those of a database that nobody writes to. */
    public static Rejections of(Database database) {
        return new Rejections(new RejectionTable(database, database.pool()));
    }

    /**
     * Returns the rejections of all streams after a number, in the order in which they were recorded, at most so many.
     */
    public List<RecordedRejection> after(long number, int limit) {
        return table.after(number, limit);
    }

    /** Returns the number of the last rejection, 0 if there is none, or none any more. */
    public long lastNumber() {
        return table.lastNumber();
    }
}
