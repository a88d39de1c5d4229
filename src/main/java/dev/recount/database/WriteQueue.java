package dev.recount.database;

import dev.recount.database.sql.NotWrittenException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The writers of a table, who take all appends that wait and commit them together.
 *
 * <p>There is no waiting for a batch to fill: one append that comes alone is written alone, and a batch is what came
 * during the commit before it. When a batch fails, each of its appends is written in a transaction of its own, so that
 * only the guilty one fails. Where one thread writes, the order of the rows is the order of commits.
 *
 * <p>Where it is not known whether a commit took place, its appends fail only when it has taken place or never will:
 * who then reads the table sees for good what became of them.
 *
 * @param <R> the rows
 */
public final class WriteQueue<R> implements AutoCloseable {

    private final BatchWriter<R> batches;
    private final WriteLimits limits;
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
    public WriteQueue(String name, DataSource database, RowSink<R> sink, WriteLimits limits) {
        this(name, 1, database, sink, limits);
    }

    /**
     * Starts writers.
     *
     * @param name the name of their threads
     * @param writers how many transactions there may be at a time; with more than one, the sink is used by several
     *     threads
     * @param database a connection for each of them, used by no one else
     */
    public WriteQueue(String name, int writers, DataSource database, RowSink<R> sink, WriteLimits limits) {
        this.batches = new BatchWriter<>(
                database, sink, this::tell, new BatchWriter.Patience(() -> closed, this::refuseWaiting));
        this.limits = limits;
        this.writers = IntStream.range(0, writers).mapToObj(_ -> start(name)).toList();
    }

    private CompletableFuture<@Nullable Void> start(String name) {
        var ended = new CompletableFuture<@Nullable Void>();
        Thread.ofPlatform().name(name).start(() -> run(ended));
        return ended;
    }

    /** The destination of the rows. */
    @FunctionalInterface
    public interface RowSink<R> {

        /**
         * Writes rows into an open transaction, and returns what is to be done once it is committed, before anyone is
         * told of it.
         */
        Runnable write(Connection connection, List<R> rows) throws SQLException;
    }

    /** Is told, on a writer's thread, how transactions went; must neither block nor fail. */
    @FunctionalInterface
    public interface Listener<R> {

        /** These rows have been committed together, which took that long. */
        void written(List<R> rows, Duration time);
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
        var append = new Append<R>(rows);
        if (closed) {
            Append.fail(List.of(append), new NotWrittenException("the journal is closed"));
        } else if (waiting.size() >= limits.length()) {
            Append.fail(
                    List.of(append), new NotWrittenException(limits.length() + " appends wait to be written already"));
        } else {
            waiting.add(append);
        }
        return append.written();
    }

    private void run(CompletableFuture<@Nullable Void> ended) {
        try {
            boolean last = false;
            while (!last) {
                List<Append<R>> batch = nextBatch();
                last = batch.removeIf(Append::isLast);
                if (!batch.isEmpty()) {
                    batches.write(batch);
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
            rows += next.rows().size();
            next = rows < limits.batchRows() && !next.isLast() ? waiting.poll() : null;
        }
        return batch;
    }

    private void tell(List<R> rows, Duration time) {
        listener.written(rows, time);
        committed.run();
    }

    private void refuseWaiting() {
        var refused = new ArrayList<Append<R>>();
        waiting.drainTo(refused);
        refused.stream().filter(Append::isLast).forEach(waiting::add);
        Append.fail(refused, new NotWrittenException("the journal's database is away"));
    }

    /**
     * Writes what waits, and stops. Never by an interrupt, at which H2 would close its file under the other threads.
     */
    @Override
    public void close() {
        closed = true;
        writers.forEach(_ -> waiting.add(new Append<>(List.of())));
        writers.forEach(CompletableFuture::join);
        Append.fail(List.copyOf(waiting), new NotWrittenException("the journal is closed"));
    }
}
