package dev.recount.projection;

import dev.recount.database.Database;
import dev.recount.database.sql.DatabaseException;
import javax.sql.DataSource;

/** The transactions of projections, on connections of their own, which are closed with the database. */
public final class ProjectionSessions {

    private final DataSource pool;

    /**
     * Opens the connections.
     *
     * @param connections the most transactions at a time
     */
    public ProjectionSessions(Database database, int connections) {
        this.pool = database.open("projections", connections);
    }

    /**
     * Begins a transaction, which can be committed in an epoch alone.
     *
     * @throws DatabaseException if the database is away
     */
    public ProjectionSession begin(Epoch epoch) {
        return new ProjectionSession(pool, epoch);
    }
}
