package dev.recount.handler.store;

import dev.recount.database.sql.Statements;
import dev.recount.log.position.Position;
import dev.recount.model.StreamId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Timers as rows of their table. */
final class TimerRows {

    static final String COLUMNS =
            "stream, timer, timer_id, due, imported, version, log_position, correlation, in_doubt";

    private TimerRows() {}

    static Work.Timer read(ResultSet row) throws SQLException {
        return new Work.Timer(
                StreamId.parse(row.getString("stream")),
                row.getString("timer"),
                row.getString("timer_id"),
                Instant.ofEpochMilli(row.getLong("due")),
                row.getBoolean("imported"),
                row.getLong("version"),
                Position.parse(row.getString("log_position")),
                row.getString("correlation"),
                row.getBoolean("in_doubt"));
    }

    static void change(Statements statements, String handler, StreamId stream, List<TimerChange> changes)
            throws SQLException {
        for (TimerChange change : changes) {
            switch (change) {
                case TimerChange.Set(var timer) -> set(statements, handler, timer);
                case TimerChange.Cancel(var name) -> cancel(statements, handler, stream, name);
            }
        }
    }

    /** A timer that is set by the same reaction to the same event again keeps its time. */
    private static void set(Statements statements, String handler, Work.Timer timer) throws SQLException {
        boolean there = !statements
                .select(
                        "SELECT 1 FROM handler_timer WHERE handler = ? AND stream = ? AND timer = ? AND timer_id = ?",
                        row -> row.getInt(1),
                        handler,
                        timer.stream().toString(),
                        timer.name(),
                        timer.key())
                .isEmpty();
        if (there) {
            return;
        }
        cancel(statements, handler, timer.stream(), timer.name());
        statements.update(
                "INSERT INTO handler_timer (handler, " + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                handler,
                timer.stream().toString(),
                timer.name(),
                timer.key(),
                timer.due().toEpochMilli(),
                timer.imported(),
                timer.version(),
                timer.position().toString(),
                timer.correlation(),
                timer.inDoubt());
    }

    /** Forgets a timer, even if it is due, as long as it has not been tried. */
    private static void cancel(Statements statements, String handler, StreamId stream, String name)
            throws SQLException {
        statements.update(
                "DELETE FROM handler_timer WHERE handler = ? AND stream = ? AND timer = ?",
                handler,
                stream.toString(),
                name);
        statements.update(
                "DELETE FROM handler_pending WHERE handler = ? AND stream = ? AND timer = ? AND attempts = 0",
                handler,
                stream.toString(),
                name);
    }
}
