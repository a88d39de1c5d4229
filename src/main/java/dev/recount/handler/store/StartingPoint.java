package dev.recount.handler.store;

import dev.recount.database.sql.Statements;
import dev.recount.database.sql.Transactions;
import dev.recount.log.Position;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.pekko.projection.ProjectionId;

/**
 * Where one handler begins, and whether it is paused, in the tables of its projection; every method blocks, and throws
 * {@link dev.recount.database.sql.DatabaseException} when the database is away.
 */
public final class StartingPoint {

    /** How Pekko's projections mark an offset that is a text. */
    private static final String TEXT = "STR";

    private final Transactions database;
    private final ProjectionId projection;

    public StartingPoint(DataSource pool, ProjectionId projection) {
        this.database = HandlerStore.transactions(pool);
        this.projection = projection;
    }

    /** Lets the handler begin after a position, unless it has begun before. */
    public void beginAfter(Position position, Instant now) {
        database.run(statements -> saved(statements).isPresent()
                ? 0
                : statements.update(
                        """
                INSERT INTO pekko_projection_offset_store
                    (projection_name, projection_key, current_offset, manifest, mergeable, last_updated)
                VALUES (?, ?, ?, ?, FALSE, ?)""", projection.name(), projection.key(), position.toString(), TEXT, now.toEpochMilli()));
    }

    /** Lets the handler, which must not be at work, go on after a position, unless it has come further. */
    public void moveUpTo(Position position, Instant now) {
        beginAfter(position, now);
        database.run(statements -> {
            Position saved = saved(statements).orElseThrow();
            return saved.covers(position)
                    ? 0
                    : statements.update(
                            """
                UPDATE pekko_projection_offset_store SET current_offset = ?, last_updated = ?
                WHERE projection_name = ? AND projection_key = ? AND current_offset = ?""",
                            position.toString(),
                            now.toEpochMilli(),
                            projection.name(),
                            projection.key(),
                            saved.toString());
        });
    }

    /** Returns the position up to which everything was done when it was last saved. */
    public Position saved() {
        return database.run(this::saved).orElse(Position.START);
    }

    private Optional<Position> saved(Statements statements) throws SQLException {
        return statements
                .select(
                        "SELECT current_offset FROM pekko_projection_offset_store WHERE projection_name = ?"
                                + " AND projection_key = ?",
                        row -> Position.parse(row.getString(1)),
                        projection.name(),
                        projection.key())
                .stream()
                .findFirst();
    }

    /**
     * Takes the handler over from whoever has worked for it, who can save nothing any more.
     *
     * @return what only the last to take it over can save with
     */
    public Tenure takeOver() {
        return database.run(statements -> {
            if (statements.update("UPDATE handler_tenure SET tenure = tenure + 1 WHERE handler = ?", projection.name())
                    == 0) {
                statements.update("INSERT INTO handler_tenure (handler, tenure) VALUES (?, 1)", projection.name());
            }
            return new Tenure(
                    projection.name(),
                    statements
                            .select(
                                    "SELECT tenure FROM handler_tenure WHERE handler = ?",
                                    row -> row.getLong(1),
                                    projection.name())
                            .getFirst());
        });
    }

    /** Tells whether the handler is paused. */
    public boolean paused() {
        return database.run(statements -> statements.select(
                        "SELECT paused FROM pekko_projection_management WHERE projection_name = ? AND projection_key = ?",
                        row -> row.getBoolean(1),
                        projection.name(),
                        projection.key()))
                .contains(true);
    }

    /** Notes whether the handler is paused. */
    public void pause(boolean paused, Instant now) {
        database.run(statements -> {
            int known = statements.update(
                    "UPDATE pekko_projection_management SET paused = ?, last_updated = ? WHERE projection_name = ?"
                            + " AND projection_key = ?",
                    paused,
                    now.toEpochMilli(),
                    projection.name(),
                    projection.key());
            return known > 0
                    ? known
                    : statements.update(
                            "INSERT INTO pekko_projection_management (projection_name, projection_key, paused, last_updated)"
                                    + " VALUES (?, ?, ?, ?)",
                            projection.name(),
                            projection.key(),
                            paused,
                            now.toEpochMilli());
        });
    }
}
