package dev.recount.projection;

import dev.recount.database.sql.Transactions;
import java.time.Instant;
import org.apache.pekko.projection.ProjectionId;

/** The note of whether a projection is paused, as Pekko's projections keep it; every method blocks. */
public final class Pause {

    private final Transactions database;
    private final ProjectionId projection;

    public Pause(Transactions database, ProjectionId projection) {
        this.database = database;
        this.projection = projection;
    }

    /** Tells whether the projection is paused. */
    public boolean isOn() {
        return database.run(statements -> statements.select(
                        "SELECT paused FROM pekko_projection_management WHERE projection_name = ? AND projection_key = ?",
                        row -> row.getBoolean(1),
                        projection.name(),
                        projection.key()))
                .contains(true);
    }

    /** Pauses the projection, unless it was paused or resumed before. */
    public void beginPaused(Instant now) {
        boolean known = database.run(statements -> !statements
                .select(
                        "SELECT 1 FROM pekko_projection_management WHERE projection_name = ? AND projection_key = ?",
                        row -> row.getInt(1),
                        projection.name(),
                        projection.key())
                .isEmpty());
        if (!known) {
            set(true, now);
        }
    }

    /** Notes whether the projection is paused. */
    public void set(boolean paused, Instant now) {
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
