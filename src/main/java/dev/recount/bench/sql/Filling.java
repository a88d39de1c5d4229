package dev.recount.bench.sql;

import dev.recount.bench.account.Story;
import dev.recount.bench.sql.insert.BenchRow;
import dev.recount.bench.sql.insert.Copy;
import dev.recount.bench.sql.insert.Insert;
import dev.recount.bench.sql.insert.SingleInserts;
import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.journal.JournalKey;
import dev.recount.journal.StoredEvent;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The filling of a journal with payments, as their streams would have stored them. */
public final class Filling {

    private static final int BATCH = 1_000;
    private static final int MOST_CENTS = 10_000;

    private Filling() {}

    /** Appends events to streams, one to each in turn. */
    public static void fill(Database database, List<Story> streams, int events) throws SQLException {
        Insert insert = database.kind() == DatabaseKind.POSTGRESQL ? new Copy() : new SingleInserts();
        try (Connection connection = database.pool().getConnection()) {
            connection.setAutoCommit(false);
            for (int begin = 0; begin < events; begin += BATCH) {
                var rows = new ArrayList<BenchRow>(BATCH);
                for (int number = begin; number < Math.min(begin + BATCH, events); number++) {
                    rows.add(row(streams.get(number % streams.size()), amount(number)));
                }
                insert.insert(connection, rows);
                connection.commit();
            }
        }
    }

    private static BenchRow row(Story story, BigDecimal amount) {
        StoredEvent event = story.next(amount);
        return new BenchRow(JournalKey.of(story.stream()), story.version(), event);
    }

    private static BigDecimal amount(int number) {
        return BigDecimal.valueOf(number % MOST_CENTS + 1, 2);
    }

    /** Returns the sum of all payments, in cents. */
    public static long cents(int events) {
        long sum = 0;
        for (int number = 0; number < events; number++) {
            sum += number % MOST_CENTS + 1;
        }
        return sum;
    }
}
