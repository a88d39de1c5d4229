package dev.recount.database;

import dev.recount.database.postgres.Session;
import dev.recount.database.sql.NotWrittenException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transactions in which appends are written: one for a whole batch, or one for each of its appends where that
 * fails.
 *
 * @param <R> the rows
 */
final class BatchWriter<R> {

    private static final Logger LOG = LoggerFactory.getLogger(BatchWriter.class);

    private static final long RETRY_MS = 100;

    private final DataSource database;
    private final WriteQueue.RowSink<R> sink;
    private final WriteQueue.Listener<R> listener;
    private final Patience patience;

    /**
     * Makes it.
     *
     * @param listener is told of each commit, after those whose appends it holds
     */
    BatchWriter(DataSource database, WriteQueue.RowSink<R> sink, WriteQueue.Listener<R> listener, Patience patience) {
        this.database = database;
        this.sink = sink;
        this.listener = listener;
        this.patience = patience;
    }

    /**
     * The patience with a commit of which nothing is known.
     *
     * @param isOver tells whether it is waited for no more
     * @param unreachable is done each time that the database cannot be asked what became of it
     */
    record Patience(BooleanSupplier isOver, Runnable unreachable) {}

    void write(List<Append<R>> batch) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            if (commit(connection, batch) || batch.size() == 1) {
                return;
            }
            for (Append<R> append : batch) {
                commit(connection, List.of(append));
            }
        } catch (SQLException | RuntimeException | Error away) {
            Append.fail(batch, new NotWrittenException("the journal's database is away", away));
        }
    }

    /**
     * Writes and commits these appends; tells whether a failure, if any, was one that each has to be tried for alone.
     */
    private boolean commit(Connection connection, List<Append<R>> batch) throws SQLException {
        long begun = System.nanoTime();
        var rows = new ArrayList<R>(batch.size());
        batch.forEach(append -> rows.addAll(append.rows()));
        Optional<Session> session = Session.of(connection);
        Runnable whenWritten;
        try {
            whenWritten = sink.write(connection, rows);
        } catch (SQLException | RuntimeException refused) {
            connection.rollback();
            if (batch.size() == 1) {
                Append.fail(
                        batch,
                        new NotWrittenException("the journal refused the rows: " + refused.getMessage(), refused));
            }
            return false;
        }
        try {
            connection.commit();
        } catch (SQLException | RuntimeException | Error unknown) {
            giveBack(connection, unknown);
            session.ifPresent(this::awaitEnd);
            Append.fail(batch, unknown);
            return true;
        }
        Duration time = Duration.ofNanos(System.nanoTime() - begun);
        try {
            whenWritten.run();
        } finally { // whatever happens, they are stored
            batch.forEach(append -> append.written().complete(null));
        }
        listener.written(rows, time);
        return true;
    }

    /** The pool has one connection for each writer, which needs it to ask what became of the commit. */
    private static void giveBack(Connection connection, Throwable unknown) {
        try {
            connection.close();
        } catch (SQLException broken) {
            unknown.addSuppressed(broken);
        }
    }

    /** Waits until a transaction of which nothing is known is over. */
    private void awaitEnd(Session session) {
        boolean over = false;
        while (!over && !patience.isOver.getAsBoolean()) {
            try (Connection connection = database.getConnection()) {
                over = session.hasEnded(connection);
            } catch (SQLException | RuntimeException away) {
                LOG.debug("It is not known yet what became of a commit", away);
                patience.unreachable.run();
            }
            if (!over) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(RETRY_MS));
            }
        }
    }
}
