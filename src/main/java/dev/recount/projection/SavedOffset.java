package dev.recount.projection;

import dev.recount.database.sql.Statements;
import dev.recount.log.position.Position;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.projection.ProjectionId;

/**
 * The position up to which a projection has done everything, as Pekko's projections save it: the one place where it is
 * kept. Every method is part of the transaction whose statements it is given, and throws {@link SQLException} where the
 * database does not carry them out.
 */
public record SavedOffset(ProjectionId projection) {

    /** The mark by which Pekko's projections know an offset that is a text. */
    private static final String TEXT = "STR";

    private static final String SELECT =
            "SELECT current_offset FROM pekko_projection_offset_store WHERE projection_name = ? AND projection_key = ?";

    private static final String INSERT = """
            INSERT INTO pekko_projection_offset_store
                (projection_name, projection_key, current_offset, manifest, mergeable, last_updated)
            VALUES (?, ?, ?, ?, FALSE, ?)""";

    /** Returns the position; the log's start where none was saved yet. */
    public Position position(Statements statements) throws SQLException {
        return saved(statements, SELECT).orElse(Position.START);
    }

    /** Returns the position, which cannot be moved before the transaction ends. */
    public Position heldPosition(Statements statements) throws SQLException {
        return saved(statements, SELECT + " FOR UPDATE").orElse(Position.START);
    }

    /** Lets the projection begin after a position, unless it has begun before. */
    public void beginAfter(Statements statements, Position position, Instant now) throws SQLException {
        if (saved(statements, SELECT).isEmpty()) {
            insert(statements, position, now);
        }
    }

    /** Lets the projection, which must not be at work, go on after a position, unless it has come further. */
    public void moveUpTo(Statements statements, Position position, Instant now) throws SQLException {
        beginAfter(statements, position, now);
        Position saved = saved(statements, SELECT).orElseThrow();
        if (!saved.covers(position)) {
            statements.update(
                    """
                    UPDATE pekko_projection_offset_store SET current_offset = ?, last_updated = ?
                    WHERE projection_name = ? AND projection_key = ? AND current_offset = ?""",
                    position.toString(),
                    now.toEpochMilli(),
                    projection.name(),
                    projection.key(),
                    saved.toString());
        }
    }

    /** Forgets the position of a projection that is no more. */
    public void forget(Statements statements) throws SQLException {
        statements.update(
                "DELETE FROM pekko_projection_offset_store WHERE projection_name = ? AND projection_key = ?",
                projection.name(),
                projection.key());
    }

    private Optional<Position> saved(Statements statements, String select) throws SQLException {
        List<Position> saved =
                statements.select(select, row -> Position.parse(row.getString(1)), projection.name(), projection.key());
        return saved.stream().findFirst();
    }

    private void insert(Statements statements, Position position, Instant now) throws SQLException {
        statements.update(INSERT, projection.name(), projection.key(), position.toString(), TEXT, now.toEpochMilli());
    }
}
