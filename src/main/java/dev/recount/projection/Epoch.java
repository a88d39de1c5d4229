package dev.recount.projection;

import dev.recount.database.sql.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import org.apache.pekko.projection.ProjectionId;

/**
 * The time during which one node does the work of a projection: a fencing token. A node that was cut off may not know
 * yet that another has taken over, and can save nothing any more.
 *
 * @param number of all epochs of the projection, the one that counts is that of the highest number
 */
public record Epoch(ProjectionId projection, long number) {

    private static final String HOLD =
            "UPDATE projection_epoch SET epoch = epoch WHERE projection_name = ? AND projection_key = ? AND epoch = ?";

    /**
     * Begins an epoch, and ends the one before it. What was saved then can be read as soon as the transaction has been
     * committed, and is the last of it.
     */
    public static Epoch begin(Statements statements, ProjectionId projection) throws SQLException {
        int known = statements.update(
                "UPDATE projection_epoch SET epoch = epoch + 1 WHERE projection_name = ? AND projection_key = ?",
                projection.name(),
                projection.key());
        if (known == 0) {
            statements.update(
                    "INSERT INTO projection_epoch (projection_name, projection_key, epoch) VALUES (?, ?, 1)",
                    projection.name(),
                    projection.key());
        }
        return new Epoch(
                projection,
                statements
                        .select(
                                "SELECT epoch FROM projection_epoch WHERE projection_name = ? AND projection_key = ?",
                                row -> row.getLong(1),
                                projection.name(),
                                projection.key())
                        .getFirst());
    }

    /**
     * Makes sure, until a transaction ends, that no other epoch has begun.
     *
     * @throws SQLException if one has
     */
    public void require(Connection connection) throws SQLException {
        int held = new Statements(connection).update(HOLD, projection.name(), projection.key(), number);
        if (held != 1) {
            throw new SQLException("another node has taken over the projection " + projection.id());
        }
    }

    /** Forgets the epochs of a projection that is no more. */
    public static void forget(Statements statements, ProjectionId projection) throws SQLException {
        statements.update(
                "DELETE FROM projection_epoch WHERE projection_name = ? AND projection_key = ?",
                projection.name(),
                projection.key());
    }
}
