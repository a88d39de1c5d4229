package dev.recount.database;

import dev.recount.database.postgres.Session;
import dev.recount.database.sql.NotWrittenException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to a table: takes the appends that wait, whoever made them, and commits them together.
 *
 * <p>There is no waiting for a batch to fill: one append that comes alone is written alone, and a batch is what came
 * during the commit before it. When a batch fails, each of its appends is written in a transaction of its own, so that only
 * the guilty one fails. Where one thread writes, the order of the rows is the order of commits.
 *
 * <p>Where nobody knows whether a commit took place, its appends fail only when it has taken place or never will: who then reads the
 * table sees for good what became of them.
 *
 * @param <R> the rows
 */
public final class WriteQueue<R> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WriteQueue.class);

    private static final long RETRY_MS = 100;

    private final DataSource database;
    private final Target<R> target;
    private final Limits limits;
    private final BlockingQueue<Append<R>> waiting = new LinkedBlockingQueue<>();
    private final List<CompletableFuture<@Nullable Void>> writers;
    private volatile Runnable committed = () -> {};
    private volatile Listener<R> listener = (_, _) -> {};
    private volatile boolean closed;

    /**
     * Starts one writer.
     *
     * @param name the name of its thread
     */
    public WriteQueue(String name, DataSource database, Target<R> target, Limits limits) {
        this(name, 1, database, target, limits);
    }

    /**
     * Starts writers.
     *
     * @param name the name of their threads
     * @param writers how many transactions there may be at a time; with more than one, the target is used by several threads
     */
    public WriteQueue(String name, int writers, DataSource database, Target<R> target, Limits limits) {
        this.database = database;
        this.target = target;
        this.limits = limits;
        this.writers = IntStream.range(0, writers).mapToObj(_ -> start(name)).toList();
    }

    private CompletableFuture<@Nullable Void> start(String name) {
        var ended = new CompletableFuture<@Nullable Void>();
        Thread.ofPlatform().name(name).start(() -> run(ended));
        return ended;
    }

    /** Where the rows go. */
    @FunctionalInterface
    public interface Target<R> {

        /** Writes rows into an open transaction, and returns what is to be done once it is committed, before anybody hears of it. */
        Runnable write(Connection connection, List<R> rows) throws SQLException;
    }

    /** Is told, on a writer's thread, how transactions went; must neither block nor fail. */
    @FunctionalInterface
    public interface Listener<R> {

        /** These rows have been committed together, which took that long. */
        void written(List<R> rows, Duration time);
    }

    /**
     * How much is taken on.
     *
     * @param batchRows the most rows written in one transaction, but for an append that has more by itself
     * @param length the most appends that may wait
     */
    public record Limits(int batchRows, int length) {

        /** Returns the limits of a journal's writers. */
        public static Limits of(JournalSettings settings) {
            return new Limits(settings.batchEvents(), settings.queueLength());
        }
    }

    /** Rows that are written together or not at all. */
    private record Append<R>(List<? extends R> rows, CompletableFuture<@Nullable Void> written) {

        /** Without rows, it is the last: the writer that takes it stops after it. */
        boolean isLast() {
            return rows.isEmpty();
        }
    }

    /** Sets what is to be told, on a writer's thread, that something new has been committed. */
    public void whenCommitted(Runnable listener) {
        committed = listener;
    }

    /** Sets who is told how transactions went. */
    public void setListener(Listener<R> told) {
        listener = told;
    }

    /** Returns the number of appends that wait to be written. */
    public int waiting() {
        return waiting.size();
    }

    /** Tells whether what is appended will be written: no writer has ended. */
    public boolean isRunning() {
        return writers.stream().noneMatch(CompletableFuture::isDone);
    }

    /**
     * Appends rows, of which there is at least one: all or none.
     *
     * @return completes once they are committed; fails with {@link NotWrittenException} if they are certain not to be
     */
    public CompletableFuture<@Nullable Void> append(List<? extends R> rows) {
        var append = new Append<R>(rows, new CompletableFuture<@Nullable Void>());
        if (closed) {
            fail(List.of(append), new NotWrittenException("the journal is closed"));
        } else if (waiting.size() >= limits.length) {
            fail(List.of(append), new NotWrittenException(limits.length + " appends wait to be written already"));
        } else {
            waiting.add(append);
        }
        return append.written;
    }

    private void run(CompletableFuture<@Nullable Void> ended) {
        try {
            boolean last = false;
            while (!last) {
                List<Append<R>> batch = nextBatch();
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

    private List<Append<R>> nextBatch() throws InterruptedException {
        var batch = new ArrayList<Append<R>>();
        Append<R> next = waiting.take();
        int rows = 0;
        while (next != null) {
            batch.add(next);
            rows += next.rows.size();
            next = rows < limits.batchRows && !next.isLast() ? waiting.poll() : null;
        }
        return batch;
    }

    private void write(List<Append<R>> batch) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            if (commit(connection, batch) || batch.size() == 1) {
                return;
            }
            for (Append<R> append : batch) {
                commit(connection, List.of(append));
            }
        } catch (SQLException | RuntimeException | Error away) {
            fail(batch, new NotWrittenException("the journal's database is away", away));
        }
    }

    /** Writes and commits these appends; tells whether a failure, if any, was one that each has to be tried for alone. */
    private boolean commit(Connection connection, List<Append<R>> batch) throws SQLException {
        long begun = System.nanoTime();
        var rows = new ArrayList<R>(batch.size());
        batch.forEach(append -> rows.addAll(append.rows));
        Optional<Session> session = Session.of(connection);
        Runnable whenWritten;
        try {
            whenWritten = target.write(connection, rows);
        } catch (SQLException | RuntimeException refused) {
            connection.rollback();
            if (batch.size() == 1) {
                fail(batch, new NotWrittenException("the journal refused the rows: " + refused.getMessage(), refused));
            }
            return false;
        }
        try {
            connection.commit();
        } catch (SQLException | RuntimeException | Error unknown) {
            session.ifPresent(this::awaitEnd);
            fail(batch, unknown);
            return true;
        }
        Duration time = Duration.ofNanos(System.nanoTime() - begun);
        try {
            whenWritten.run();
        } finally { // whatever happens, they are stored
            batch.forEach(append -> append.written.complete(null));
        }
        listener.written(rows, time);
        committed.run();
        return true;
    }

    /** Waits until a transaction of which nothing is known is over. */
    private void awaitEnd(Session session) {
        boolean over = false;
        while (!over && !closed) {
            try (Connection connection = database.getConnection()) {
                over = session.hasEnded(connection);
            } catch (SQLException | RuntimeException away) {
                LOG.debug("It is not known yet what became of a commit", away);
                refuseWaiting();
            }
            if (!over) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(RETRY_MS));
            }
        }
    }

    private void refuseWaiting() {
        var refused = new ArrayList<Append<R>>();
        waiting.drainTo(refused);
        refused.stream().filter(Append::isLast).forEach(waiting::add);
        fail(refused, new NotWrittenException("the journal's database is away"));
    }

    /** Fails those of the appends that have no outcome yet. */
    private static <R> void fail(List<Append<R>> batch, Throwable failure) {
        batch.forEach(append -> append.written.completeExceptionally(failure));
    }

    /** Writes what waits, and stops. Never by an interrupt, at which H2 would close its file under the other threads. */
    @Override
    public void close() {
        closed = true;
        writers.forEach(_ -> waiting.add(new Append<>(List.of(), new CompletableFuture<>())));
        writers.forEach(CompletableFuture::join);
        fail(List.copyOf(waiting), new NotWrittenException("the journal is closed"));
    }
}
