package dev.recount.projection;

import dev.recount.database.sql.Statements;
import dev.recount.database.sql.Transactions;
import dev.recount.log.position.Position;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.apache.pekko.projection.ProjectionId;

/** The position up to which a projection has done everything, as Pekko's projections save it; every method blocks. */
public final class SavedOffset {

    /** The mark by which Pekko's projections know an offset that is a text. */
    private static final String TEXT = "STR";

    private final Transactions database;
    private final ProjectionId projection;

    public SavedOffset(Transactions database, ProjectionId projection) {
        this.database = database;
        this.projection = projection;
    }

    /** Lets the projection begin after a position, unless it has begun before. */
    public void beginAfter(Position position, Instant now) {
        database.run(statements -> saved(statements).isPresent()
                ? 0
                : statements.update(
                        """
                INSERT INTO pekko_projection_offset_store
                    (projection_name, projection_key, current_offset, manifest, mergeable, last_updated)
                VALUES (?, ?, ?, ?, FALSE, ?)""", projection.name(), projection.key(), position.toString(), TEXT, now.toEpochMilli()));
    }

    /** Lets the projection, which must not be at work, go on after a position, unless it has come further. */
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

    /** Returns the position; the log's start where none was saved yet. */
    public Position position() {
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
}
