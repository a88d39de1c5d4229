package dev.recount.handler.store;

import dev.recount.database.sql.Transactions;
import dev.recount.model.StreamId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The work that one handler still has to do, in a queue for each stream; every method blocks, and throws
 * {@link dev.recount.database.sql.DatabaseException} when the database is away.
 */
public final class PendingQueue {

    private static final String OF_HANDLER = " FROM handler_pending WHERE handler = ?";
    private static final String FIRST =
            " AND id = (SELECT MIN(id) FROM handler_pending WHERE handler = ? AND stream = ?)";

    private static final int MOST_COUNTED = 100_000;

    private final Transactions database;
    private final String handler;

    public PendingQueue(DataSource pool, String handler) {
        this.database = HandlerStore.transactions(pool);
        this.handler = handler;
    }

    /** Returns, for each stream with something to do, what there is. */
    public List<Backlog> backlogs() {
        return database.run(statements -> statements.select(
                """
                SELECT p.stream, p.parked, p.next_attempt, q.last_version FROM handler_pending p
                JOIN (SELECT MIN(id) AS first_id,
                             MAX(CASE WHEN timer IS NULL THEN version ELSE 0 END) AS last_version
                      FROM handler_pending WHERE handler = ? GROUP BY stream) q
                ON p.id = q.first_id""",
                row -> new Backlog(
                        StreamId.parse(row.getString("stream")),
                        row.getLong("last_version"),
                        row.getBoolean("parked")
                                ? Optional.empty()
                                : Optional.of(
                                        PendingRows.time(row, "next_attempt").orElse(Instant.EPOCH))),
                handler));
    }

    /** Puts work behind all other of its stream, if it is not there already. */
    public void append(Work work, Optional<Failure> failure, Instant now) {
        database.run(statements -> {
            PendingRows.insert(statements, handler, work, failure, now);
            return handler;
        });
    }

    /** Returns the first of a stream. */
    public Optional<Pending> first(StreamId stream) {
        return database
                .run(statements -> statements.select(
                        "SELECT " + PendingRows.COLUMNS + OF_HANDLER + " AND stream = ? ORDER BY id LIMIT 1",
                        PendingRows::read,
                        handler,
                        stream.toString()))
                .stream()
                .findFirst();
    }

    /** Returns the timer of a stream that may be tried first of those that do not wait for a person. */
    public Optional<Pending> firstTimer(StreamId stream) {
        return database
                .run(statements -> statements.select(
                        "SELECT " + PendingRows.COLUMNS + OF_HANDLER
                                + " AND stream = ? AND timer IS NOT NULL AND NOT parked"
                                + " ORDER BY COALESCE(next_attempt, 0), id LIMIT 1",
                        PendingRows::read,
                        handler,
                        stream.toString()))
                .stream()
                .findFirst();
    }

    /** Takes something out that has been done, and carries out what it does about timers, all at once. */
    public void done(Pending pending, List<TimerChange> timers) {
        database.run(statements -> {
            statements.update("DELETE FROM handler_pending WHERE id = ?", pending.id());
            TimerRows.change(statements, handler, pending.work().stream(), timers);
            return handler;
        });
    }

    /** Notes that an attempt has failed. */
    public void failed(Pending pending, Failure failure) {
        database.run(statements -> statements.update(
                "UPDATE handler_pending SET attempts = ?, next_attempt = ?, parked = ?, error = ?, answers = ? WHERE id = ?",
                failure.attempts(),
                PendingRows.millis(failure.nextAttempt()),
                failure.nextAttempt().isEmpty(),
                failure.error(),
                failure.answers(),
                pending.id()));
    }

    /** Lets the first of a stream be tried at once; tells whether there is any. */
    public boolean release(StreamId stream) {
        return database.run(statements -> statements.update(
                        "UPDATE handler_pending SET parked = FALSE, next_attempt = NULL WHERE handler = ? AND stream = ?"
                                + FIRST,
                        handler,
                        stream.toString(),
                        handler,
                        stream.toString()))
                > 0;
    }

    /** Gives up the first of a stream, if it is the one of this id; tells whether it was. */
    public boolean drop(StreamId stream, long id) {
        return database.run(statements -> statements.update(
                        "DELETE" + OF_HANDLER + " AND stream = ?" + FIRST + " AND id = ?",
                        handler,
                        stream.toString(),
                        handler,
                        stream.toString(),
                        id))
                > 0;
    }

    /** Returns what is to be done after an id, in order, at most so much. */
    public List<Listed> page(long after, int limit) {
        return database.run(statements -> statements.select(
                "SELECT " + PendingRows.COLUMNS
                        + ", (SELECT MIN(f.id) FROM handler_pending f WHERE f.handler = p.handler AND f.stream = p.stream)"
                        + " AS first_id FROM handler_pending p WHERE handler = ? AND id > ? ORDER BY id LIMIT ?",
                row -> new Listed(PendingRows.read(row), row.getLong("first_id") == row.getLong("id")),
                handler,
                after,
                limit));
    }

    /**
     * One of what is to be done.
     *
     * @param first whether it is the first of its stream
     */
    public record Listed(Pending pending, boolean first) {}

    /** Returns how much there is; from 100,000 on, no more is counted. */
    public Counts counts() {
        return database.run(statements -> {
            Optional<String> error = statements
                    .select(
                            "SELECT error" + OF_HANDLER + " AND error IS NOT NULL ORDER BY id DESC LIMIT 1",
                            row -> row.getString(1),
                            handler)
                    .stream()
                    .findFirst();
            return statements
                    .select(
                            "SELECT COUNT(*), COALESCE(SUM(CASE WHEN parked THEN 1 ELSE 0 END), 0) FROM (SELECT parked"
                                    + OF_HANDLER + " LIMIT " + MOST_COUNTED + ") counted",
                            row -> new Counts(row.getLong(1), row.getLong(2), error),
                            handler)
                    .getFirst();
        });
    }
}
