package dev.recount.handler.store;

import dev.recount.database.sql.Statements;
import dev.recount.log.position.Position;
import dev.recount.model.StreamId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Work as rows of the table of what is pending. */
final class PendingRows {

    static final String COLUMNS =
            "id, stream, work, version, log_position, event_type, timer, due, imported, correlation, in_doubt,"
                    + " attempts, next_attempt, parked, error, since, answers";

    private PendingRows() {}

    static Pending read(ResultSet row) throws SQLException {
        return new Pending(
                row.getLong("id"),
                work(row),
                row.getInt("attempts"),
                time(row, "next_attempt"),
                row.getBoolean("parked"),
                Optional.ofNullable(row.getString("error")),
                Instant.ofEpochMilli(row.getLong("since")),
                row.getString("answers"));
    }

    private static Work work(ResultSet row) throws SQLException {
        var stream = StreamId.parse(row.getString("stream"));
        var position = Position.parse(row.getString("log_position"));
        long version = row.getLong("version");
        String timer = row.getString("timer");
        return timer == null
                ? new Work.Event(stream, version, position, row.getString("event_type"), row.getBoolean("in_doubt"))
                : new Work.Timer(
                        stream,
                        timer,
                        row.getString("work"),
                        Instant.ofEpochMilli(row.getLong("due")),
                        row.getBoolean("imported"),
                        version,
                        position,
                        row.getString("correlation"),
                        row.getBoolean("in_doubt"));
    }

    static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    static @Nullable Long millis(Optional<Instant> time) {
        return time.map(Instant::toEpochMilli).orElse(null);
    }

    /** Puts work behind all other of its stream, if it is not there already. */
    static void insert(Statements statements, String handler, Work work, Optional<Failure> failure, Instant now)
            throws SQLException {
        boolean there = !statements
                .select(
                        "SELECT 1 FROM handler_pending WHERE handler = ? AND stream = ? AND work = ?",
                        row -> row.getInt(1),
                        handler,
                        work.stream().toString(),
                        work.key())
                .isEmpty();
        if (there) {
            return;
        }
        Optional<Work.Timer> timer = work instanceof Work.Timer due ? Optional.of(due) : Optional.empty();
        statements.update(
                "INSERT INTO handler_pending (handler, stream, work, version, log_position, event_type, timer, due,"
                        + " imported, correlation, in_doubt, attempts, next_attempt, parked, error, since, answers)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                handler,
                work.stream().toString(),
                work.key(),
                work.version(),
                work.position().toString(),
                work instanceof Work.Event event ? event.type() : null,
                timer.map(Work.Timer::name).orElse(null),
                millis(timer.map(Work.Timer::due)),
                timer.map(Work.Timer::imported).orElse(false),
                timer.map(Work.Timer::correlation).orElse(null),
                work.inDoubt(),
                failure.map(Failure::attempts).orElse(0),
                millis(failure.flatMap(Failure::nextAttempt)),
                failure.isPresent() && failure.get().nextAttempt().isEmpty(),
                failure.map(Failure::error).orElse(null),
                now.toEpochMilli(),
                failure.map(Failure::answers).orElse("[]"));
    }
}
