package dev.recount.bench.sql;

import dev.recount.bench.arena.Arena;
import dev.recount.bench.contest.Contender;
import dev.recount.bench.contest.Discipline;
import dev.recount.bench.contest.PaymentContender;
import dev.recount.bench.contest.Plan;
import dev.recount.bench.contest.StoredPayments;
import dev.recount.bench.load.Payment;
import dev.recount.bench.load.PaymentSink;
import dev.recount.bench.sql.insert.BenchRow;
import dev.recount.bench.sql.insert.SingleInserts;
import dev.recount.database.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * One transaction per command, over a pool of as many connections as the server has: an insert, and nothing that an
 * application would do besides.
 */
public final class TransactionPerCommand implements PaymentSink {

    private final RowMaker rows;
    private final DataSource pool;
    private final ExecutorService threads;

    private TransactionPerCommand(RowMaker rows, DataSource pool, ExecutorService threads) {
        this.rows = rows;
        this.pool = pool;
        this.threads = threads;
    }

    /** Makes a table like that of events, in a place of its own. */
    public static Contender contender(Arena arena, Plan plan) {
        Database database = arena.busyDatabase(arena.place("transactions"));
        ExecutorService threads = arena.closing(Executors.newFixedThreadPool(arena.connections()));
        var sink = new TransactionPerCommand(new RowMaker(plan.accounts()), database.pool(), threads);
        return new PaymentContender(
                Discipline.TRANSACTIONS,
                plan,
                plan.crowd(),
                sink,
                () -> StoredPayments.rows(Tables.rows(database, "event_journal")));
    }

    @Override
    public CompletionStage<?> send(int client, List<Payment> payments) {
        BenchRow row = rows.row(payments.getFirst());
        return CompletableFuture.supplyAsync(() -> write(row), threads);
    }

    private @Nullable Void write(BenchRow row) {
        try (Connection connection = pool.getConnection();
                PreparedStatement insert = connection.prepareStatement(SingleInserts.SQL)) {
            SingleInserts.bind(insert, row);
            insert.executeUpdate(); // commits by itself
            return null;
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }
}
