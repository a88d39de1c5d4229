package dev.recount.bench.sql;

import dev.recount.bench.load.Payment;
import dev.recount.bench.load.PaymentSink;
import dev.recount.bench.sql.insert.BenchRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Writers that commit together all rows that wait, in one way, and do nothing else. */
final class Writers implements PaymentSink, AutoCloseable {

    /** One that waits for its row to be committed; without a row, the writer that takes it ends. */
    private record Waiting(@Nullable BenchRow row, CompletableFuture<@Nullable Void> written) {}

    private final Way way;
    private final RowMaker rows;
    private final DataSource database;
    private final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>();
    private final List<Thread> threads = new ArrayList<>();

    Writers(Way way, RowMaker rows, DataSource database) {
        this.way = way;
        this.rows = rows;
        this.database = database;
        for (int writer = 0; writer < way.writers(); writer++) {
            threads.add(Thread.ofPlatform().name("bench-writer-" + writer).start(this::run));
        }
    }

    @Override
    public CompletionStage<?> send(int client, List<Payment> payments) {
        var written = new CompletableFuture<@Nullable Void>();
        waiting.add(new Waiting(rows.row(payments.getFirst()), written));
        return written;
    }

    private void run() {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            boolean goesOn = true;
            while (goesOn) {
                goesOn = writeWaiting(connection);
            }
        } catch (SQLException | InterruptedException ended) {
            fail(ended);
        }
    }

    private boolean writeWaiting(Connection connection) throws InterruptedException {
        var batch = new ArrayList<Waiting>();
        batch.add(waiting.take());
        waiting.drainTo(batch);
        var taken = new ArrayList<BenchRow>(batch.size());
        for (Waiting each : batch) {
            if (each.row != null) {
                taken.add(each.row);
            }
        }
        try {
            if (!taken.isEmpty()) {
                way.insert().insert(connection, taken);
                connection.commit();
            }
            batch.forEach(each -> each.written.complete(null));
        } catch (SQLException refused) {
            batch.forEach(each -> each.written.completeExceptionally(refused));
        }
        return taken.size() == batch.size();
    }

    private void fail(Exception ended) {
        var left = new ArrayList<Waiting>();
        waiting.drainTo(left);
        left.forEach(each -> each.written.completeExceptionally(ended));
    }

    @Override
    public void close() {
        for (Thread _ : threads) {
            var end = new CompletableFuture<@Nullable Void>();
            waiting.add(new Waiting(null, end));
            end.join();
        }
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
