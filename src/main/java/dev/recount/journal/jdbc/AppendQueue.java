package dev.recount.journal.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The one writer of the journal's events: the order of the log is the order of its commits. */
public final class AppendQueue implements AutoCloseable {

    private final JournalDatabase database;
    private final EventTypes types;
    private final WriteQueue<EventRow> queue;

    /** Starts the writer. */
    public AppendQueue(JournalDatabase database, JournalSettings settings) {
        this.database = database;
        this.types = new EventTypes(database.kind());
        this.queue = new WriteQueue<>(
                database.ofThis("journal-writer"), database.pool(), this::write, WriteQueue.Limits.of(settings));
    }

    private Runnable write(Connection connection, List<EventRow> rows) throws SQLException {
        Set<String> newTypes = types.add(connection, rows);
        EventRow.insert(connection, database.kind(), rows);
        long last = database.last(connection);
        return () -> {
            types.committed(newTypes);
            database.settle(last);
        };
    }

    /** Sets what is to be told, on the writer's thread, that something new has been committed. */
    public void whenCommitted(Runnable listener) {
        queue.whenCommitted(listener);
    }

    /** Sets who is told how transactions went. */
    public void setListener(WriteQueue.Listener listener) {
        queue.setListener(listener);
    }

    /** Returns the number of appends that wait to be written. */
    public int waiting() {
        return queue.waiting();
    }

    /** Tells whether what is appended will be written: the writer has not ended. */
    public boolean isRunning() {
        return queue.isRunning();
    }

    /**
     * Appends the events of one command: all or none.
     *
     * @return completes once they are committed; fails with {@link NotWrittenException} if they are certain not to be
     */
    CompletableFuture<@Nullable Void> append(List<EventRow> rows) {
        return queue.append(rows);
    }

    /** Writes what waits, and stops. */
    @Override
    public void close() {
        queue.close();
    }
}
