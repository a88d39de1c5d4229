package dev.recount.journal.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of the journal: takes the appends that wait, whatever their streams, and commits them together.
 *
 * <p>There is no waiting for a batch to fill: one append that comes alone is written alone, and a batch is what came
 * during the commit before it. When a batch fails, each of its appends is written in a transaction of its own, so that only
 * the guilty one fails. One thread writes, so that the order of the log is the order of commits.
 */
public final class AppendQueue implements AutoCloseable {

    private final JournalDatabase database;
    private final EventTypes types;
    private final int batchEvents;
    private final BlockingQueue<Append> waiting;
    private final int queueLength;
    private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
    private volatile Runnable committed = () -> {};
    private volatile boolean closed;

    /** Starts the writer. */
    public AppendQueue(JournalDatabase database, JournalSettings settings) {
        this.database = database;
        this.types = new EventTypes(database.kind());
        this.batchEvents = settings.batchEvents();
        this.waiting = new LinkedBlockingQueue<>();
        this.queueLength = settings.queueLength();
        Thread.ofPlatform().name("journal-writer").start(this::run);
    }

    /** Sets what is to be told, on the writer's thread, that something new has been committed. */
    public void whenCommitted(Runnable listener) {
        committed = listener;
    }

    /** The events of one command. */
    private record Append(List<EventRow> rows, CompletableFuture<@Nullable Void> written) {

        /** Without events, it is the last: the writer stops after it. */
        boolean isLast() {
            return rows.isEmpty();
        }
    }

    /**
     * Appends the events of one command: all or none.
     *
     * @return completes once they are committed; fails with {@link NotWrittenException} if they are certain not to be
     */
    CompletableFuture<@Nullable Void> append(List<EventRow> rows) {
        var append = new Append(rows, new CompletableFuture<>());
        if (closed) {
            fail(List.of(append), new NotWrittenException("the journal is closed"));
        } else if (waiting.size() >= queueLength) {
            fail(List.of(append), new NotWrittenException(queueLength + " appends wait to be written already"));
        } else {
            waiting.add(append);
        }
        return append.written;
    }

    private void run() {
        try {
            boolean last = false;
            while (!last) {
                List<Append> batch = nextBatch();
                last = batch.removeIf(Append::isLast);
                if (!batch.isEmpty()) {
                    write(batch);
                }
            }
            ended.complete(null);
        } catch (InterruptedException | RuntimeException | Error defect) {
            ended.completeExceptionally(defect);
        }
    }

    private List<Append> nextBatch() throws InterruptedException {
        var batch = new ArrayList<Append>();
        Append next = waiting.take();
        int events = 0;
        while (next != null) {
            batch.add(next);
            events += next.rows.size();
            next = events < batchEvents && !next.isLast() ? waiting.poll() : null;
        }
        return batch;
    }

    private void write(List<Append> batch) {
        try (Connection connection = database.pool().getConnection()) {
            connection.setAutoCommit(false);
            if (commit(connection, batch) || batch.size() == 1) {
                return;
            }
            for (Append append : batch) {
                commit(connection, List.of(append));
            }
        } catch (SQLException | RuntimeException | Error away) {
            fail(batch, new NotWrittenException("the journal's database is away", away));
        }
    }

    /** Writes and commits these appends; tells whether a failure, if any, was one that each has to be tried for alone. */
    private boolean commit(Connection connection, List<Append> batch) throws SQLException {
        List<EventRow> rows =
                batch.stream().flatMap(append -> append.rows.stream()).toList();
        Set<String> newTypes;
        long last;
        try {
            newTypes = types.add(connection, rows);
            EventRow.insert(connection, rows);
            last = database.last(connection);
        } catch (SQLException | RuntimeException refused) {
            connection.rollback();
            if (batch.size() == 1) {
                fail(
                        batch,
                        new NotWrittenException("the journal refused the events: " + refused.getMessage(), refused));
            }
            return false;
        }
        try {
            connection.commit();
        } catch (SQLException | RuntimeException unknown) {
            fail(batch, unknown);
            return true;
        }
        types.committed(newTypes);
        database.settle(last);
        batch.forEach(append -> append.written.complete(null));
        committed.run();
        return true;
    }

    /** Fails those of the appends that have no outcome yet. */
    private static void fail(List<Append> batch, Exception failure) {
        batch.forEach(append -> append.written.completeExceptionally(failure));
    }

    /** Writes what waits, and stops. Never by an interrupt, at which H2 would close its file under the other threads. */
    @Override
    public void close() {
        closed = true;
        waiting.add(new Append(List.of(), new CompletableFuture<>()));
        ended.join();
        fail(List.copyOf(waiting), new NotWrittenException("the journal is closed"));
    }
}
