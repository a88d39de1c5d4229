package dev.recount.decision;

import dev.recount.database.Database;
import dev.recount.journal.codec.EventReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rejections on record of all streams of a journal, to be read. */
public final class Rejections {

    private final RejectionTable table;

    Rejections(RejectionTable table) {
        this.table = table;
    }

    /**
     * Opens those of a database that nobody writes to.
     *
     * @param reader opens the personal data of rejected commands
     */
    public static Rejections of(Database database, EventReader reader) {
        return new Rejections(new RejectionTable(database, database.pool(), reader));
    }

    /**
     * Returns the rejections of all streams after a number, in the order in which they were recorded, at most so many.
     */
    public List<RecordedRejection> after(long number, int limit) {
        return table.after(number, limit);
    }

    /**
     * Returns the rejections of all streams after a number, as they are stored, in the order in which they were
     * recorded, at most so many. Whatever is recorded later has a higher number than those that were returned.
     */
    public List<StoredRejection> stored(long number, int limit) {
        return table.stored(number, limit);
    }

    /**
     * Returns when the oldest one was recorded, if there is any. Those that are too old to be kept are deleted in the
     * order in which they were recorded, so that none that was recorded since has been.
     */
    public Optional<Instant> oldest() {
        return table.oldest();
    }

    /** Returns the number of the last rejection, 0 if there is none, or none any more. */
    public long lastNumber() {
        return table.lastNumber();
    }
}
