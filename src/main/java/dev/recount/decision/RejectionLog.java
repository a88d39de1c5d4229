package dev.recount.decision;

import dev.recount.database.Database;
import dev.recount.database.WriteLimits;
import dev.recount.database.WriteQueue;
import dev.recount.journal.codec.EventReader;
import dev.recount.model.StreamId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The record of rejections: one writer, which commits those that wait together, and deletes what is old. */
public final class RejectionLog implements AutoCloseable {

    /** One for what deletes, and a few for readers. */
    private static final int CONNECTIONS = 3;

    private static final Duration DELETION_INTERVAL = Duration.ofMinutes(10);

    private final RejectionTable table;
    private final WriteQueue<Rejection> queue;
    private final Retention retention;

    /**
     * Opens the record.
     *
     * @param reader opens the personal data of rejected commands
     * @param kept how long rejections are kept
     * @param clock tells what is older
     * @throws dev.recount.database.sql.DatabaseException if the database is away
     */
    public RejectionLog(Database database, EventReader reader, WriteLimits limits, Duration kept, Clock clock) {
        DataSource pool = database.open("rejections", CONNECTIONS);
        this.table = new RejectionTable(database, pool, reader);
        this.queue = new WriteQueue<>(
                database.ofThis("rejection-writer"), database.open("rejection-writer", 1), table::write, limits);
        this.retention = new Retention(table, kept, clock);
        retention.start(DELETION_INTERVAL);
    }

    /**
     * Puts a rejection on record.
     *
     * @return completes once it is committed; fails if it is not, or may not be
     */
    public CompletableFuture<@Nullable Void> append(Rejection rejection) {
        return queue.append(List.of(rejection));
    }

    /** Returns the number of rejections that wait to be put on record. */
    public int waiting() {
        return queue.waiting();
    }

    /** Tells whether what is appended will be put on record: the writer has not ended. */
    public boolean isRunning() {
        return queue.isRunning();
    }

    /** Returns a stream's rejections after a number, in the order in which they were recorded, at most so many. */
    public List<RecordedRejection> after(StreamId stream, long number, int limit) {
        return table.after(stream, number, limit);
    }

    /** Returns what reads this record. */
    public Rejections reader() {
        return new Rejections(table);
    }

    /** Writes what waits, and stops. */
    @Override
    public void close() {
        retention.close();
        queue.close();
    }
}
