package dev.recount.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.database.sql.Select;
import dev.recount.journal.append.Appends;
import dev.recount.log.position.Position;
import dev.recount.log.stored.LogSql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The log on PostgreSQL, where many transactions are open side by side. */
@Tag("slow")
class PostgresLogTest extends LogContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }

    @Override
    int expectedEvents(int writers, int appends) {
        return writers * appends * 2 + 1;
    }

    @Override
    void write(int writers, int appends) throws Exception {
        try (Connection longOne = transaction()) {
            Appends.insert(longOne, stream(1_000), 1, 1);
            List<Future<?>> writing = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                int number = writer;
                writing.add(threads.submit(() -> {
                    writeAlone(number, appends);
                    return number;
                }));
            }
            for (Future<?> each : writing) {
                each.get();
            }
            longOne.commit();
        }
    }

    /** Commits two events at a time, with transactions between them that are rolled back, or stay open for a while. */
    private void writeAlone(int writer, int appends) throws Exception {
        var random = new Random(writer);
        for (int append = 0; append < appends; append++) {
            try (Connection connection = transaction()) {
                Appends.insert(connection, stream(writer), 2L * append + 1, 2);
                if (random.nextInt(4) == 0) {
                    connection.rollback();
                    Appends.insert(connection, stream(writer), 2L * append + 1, 2);
                }
                for (int query = random.nextInt(10); query > 0; query--) {
                    connection.createStatement().execute("SELECT pg_sleep(0.001)");
                }
                connection.commit();
            }
        }
    }

    private Connection transaction() throws SQLException {
        Connection connection = database.pool().getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    @Test
    void showsNothingThatAnOlderTransactionMayStillPrecede() throws SQLException {
        try (Connection older = transaction();
                Connection newer = transaction()) {
            Appends.insert(older, stream(1), 1, 1);
            Appends.insert(newer, stream(2), 1, 1);
            newer.commit();
            assertThat(reader().read(0, Position.START, 10).entries()).isEmpty();

            older.commit();
            assertThat(read(2)).hasSize(2);
        }
    }

    /** PostgreSQL plans a statement anew, for any values at all, once it has been run a few times. */
    @Test
    void isReadByItsIndexWithoutSorting() throws SQLException {
        try (Connection connection = transaction()) {
            Appends.insert(connection, stream(1), 1, 20_000);
            connection.createStatement().execute("ANALYZE event_journal");
            connection.commit();
        }

        var log = new LogSql(database);
        for (String sql : List.of(log.chunkSql(64), log.countedSql())) {
            assertThat(genericPlan(sql)).contains("using event_journal_log").doesNotContain("Sort", "Seq Scan");
        }
    }

    private String genericPlan(String sql) throws SQLException {
        String numbered = sql.replaceFirst("\\?", "\\$1").replaceFirst("\\?", "\\$2");
        var plan = new StringJoiner("\n");
        try (Connection connection = database.pool().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET plan_cache_mode = force_generic_plan");
            statement.execute("PREPARE chunk (text, bigint) AS " + numbered);
            try (ResultSet lines = statement.executeQuery("EXPLAIN EXECUTE chunk ('0', 0)")) {
                while (lines.next()) {
                    plan.add(lines.getString(1));
                }
            }
            statement.execute("DEALLOCATE chunk");
        }
        return plan.toString();
    }

    /** The same course of events that the log's own cursor survives, followed by the number alone. */
    @Test
    void wouldMissEventsIfTheirNumberWereTheCursor() throws SQLException {
        long cursor = 0;
        var seen = new ArrayList<Long>();
        try (Connection older = transaction();
                Connection newer = transaction()) {
            Appends.insert(older, stream(1), 1, 1);
            Appends.insert(newer, stream(2), 1, 1);
            newer.commit();
            seen.addAll(numbersAfter(cursor));
            cursor = seen.getLast();
            older.commit();
        }
        seen.addAll(numbersAfter(cursor));

        assertThat(seen).hasSize(1);
        assertThat(read(2)).hasSize(2);
    }

    /** Even below the oldest open transaction, a number may appear after a higher one has been read. */
    @Test
    void wouldMissEventsByNumberEvenBelowTheOldestOpenTransaction() throws SQLException {
        String settled = " AND tx_id < pg_snapshot_xmin(pg_current_snapshot())";
        var seen = new ArrayList<Long>();
        try (Connection reserving = transaction();
                Connection older = transaction()) {
            Appends.insert(older, stream(2), 1, 1); // the older transaction, with the lower number
            older.createStatement().execute("SELECT nextval('event_journal_ordering_seq')");
            reserving.createStatement().execute("SELECT pg_current_xact_id()"); // newer, and open for long
            Appends.insert(older, stream(2), 2, 1);
            older.commit();
            while (seen.isEmpty()) { // transactions of other databases hold it back as well
                seen.addAll(numbersAfter(0, settled));
            }
            long cursor = seen.getLast();
            insertWithNumber(reserving, cursor - 1);
            reserving.commit();
            assertThat(read(3)).hasSize(3);
            seen.addAll(numbersAfter(cursor, settled));
        }

        assertThat(seen).hasSize(2);
    }

    /** Stores an event with a number that was drawn from the sequence before others were stored. */
    private void insertWithNumber(Connection connection, long number) throws SQLException {
        Appends.insert(connection, stream(3), 1, 1);
        TestDatabases.repairing(connection)
                .createStatement()
                .execute("UPDATE event_journal SET ordering = " + number + " WHERE persistence_id = 'test|s3'");
    }

    private List<Long> numbersAfter(long cursor) {
        return numbersAfter(cursor, "");
    }

    private List<Long> numbersAfter(long cursor, String condition) {
        return new Select<>(
                        "SELECT ordering FROM event_journal WHERE ordering > ?" + condition + " ORDER BY ordering",
                        select -> select.setLong(1, cursor),
                        row -> row.getLong(1))
                .from(database.pool());
    }
}
