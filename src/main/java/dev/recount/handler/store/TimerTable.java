package dev.recount.handler.store;

import dev.recount.database.sql.Statements;
import dev.recount.database.sql.Transactions;
import dev.recount.model.StreamId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The timers that one handler has set; every method blocks, and throws
 * {@link dev.recount.database.sql.DatabaseException} when the database is away.
 */
public final class TimerTable {

    private final Transactions database;
    private final String handler;

    public TimerTable(DataSource pool, String handler) {
        this.database = HandlerStore.transactions(pool);
        this.handler = handler;
    }

    /** Carries out what a reaction does about the timers of its stream, all at once. */
    public void change(StreamId stream, List<TimerChange> changes) {
        database.run(statements -> {
            TimerRows.change(statements, handler, stream, changes);
            return handler;
        });
    }

    /** Returns when the first timer is due. */
    public Optional<Instant> nextDue() {
        return database.run(statements -> statements
                .select(
                        "SELECT MIN(due) AS due FROM handler_timer WHERE handler = ?",
                        row -> PendingRows.time(row, "due"),
                        handler)
                .getFirst());
    }

    /** Returns when the first timer is due for which nothing but the clock has to be waited for. */
    public Optional<Instant> nextByClock(Instant now) {
        return database.run(statements -> statements
                .select(
                        "SELECT MIN(due) AS due FROM handler_timer WHERE handler = ? AND (due > ? OR NOT imported)",
                        row -> PendingRows.time(row, "due"),
                        handler,
                        now.toEpochMilli())
                .getFirst());
    }

    /**
     * Returns the timers that are due, at most so many.
     *
     * @param imported whether with those that count from when their event happened
     */
    public List<Work.Timer> due(Instant now, boolean imported, int limit) {
        return database.run(statements -> statements.select(
                "SELECT " + TimerRows.COLUMNS + " FROM handler_timer WHERE handler = ? AND due <= ?"
                        + (imported ? "" : " AND NOT imported") + " ORDER BY due, stream, timer LIMIT ?",
                TimerRows::read,
                handler,
                now.toEpochMilli(),
                limit));
    }

    /** Returns the timers of a stream that count from when their event happened, and are due at a time. */
    public List<Work.Timer> importedDue(StreamId stream, Instant time) {
        return database.run(statements -> statements.select(
                "SELECT " + TimerRows.COLUMNS
                        + " FROM handler_timer WHERE handler = ? AND stream = ? AND due <= ? AND imported"
                        + " ORDER BY due, timer",
                TimerRows::read,
                handler,
                stream.toString(),
                time.toEpochMilli()));
    }

    /** Makes timers that are due work to be done, but for those that are not set any more. */
    public void ring(List<Work.Timer> timers, Instant now) {
        database.run(statements -> {
            for (Work.Timer timer : timers) {
                ring(statements, timer, now);
            }
            return handler;
        });
    }

    private void ring(Statements statements, Work.Timer timer, Instant now) throws SQLException {
        int deleted = statements.update(
                "DELETE FROM handler_timer WHERE handler = ? AND stream = ? AND timer = ? AND timer_id = ?",
                handler,
                timer.stream().toString(),
                timer.name(),
                timer.key());
        if (deleted > 0) {
            PendingRows.insert(statements, handler, timer, Optional.empty(), now);
        }
    }
}
