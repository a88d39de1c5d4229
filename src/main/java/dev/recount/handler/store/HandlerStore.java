package dev.recount.handler.store;

import com.zaxxer.hikari.HikariDataSource;
import dev.recount.database.Database;
import dev.recount.database.sql.Transactions;
import dev.recount.projection.Epoch;
import dev.recount.projection.ProjectionSession;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.pekko.projection.ProjectionId;

/** The memory of all handlers of a server, behind connections of its own. */
public final class HandlerStore {

    private final HikariDataSource pool;

    /**
     * Opens the connections, which are closed with the database.
     *
     * @param connections the most connections at a time
     */
    public HandlerStore(Database database, int connections) {
        this.pool = database.open("handlers", connections);
    }

    static Transactions transactions(DataSource pool) {
        return new Transactions(pool, "what handlers remember cannot be reached");
    }

    /** Returns what a handler still has to do. */
    public PendingQueue pending(String handler) {
        return new PendingQueue(pool, handler);
    }

    /** Returns the timers of a handler. */
    public TimerTable timers(String handler) {
        return new TimerTable(pool, handler);
    }

    /**
     * Returns the timers of some handlers that come after a place, in the order in which they are due, at most so many;
     * blocks.
     */
    public List<Work.Timer> timers(List<String> handlers, TimerPlace after, int limit) {
        String names = handlers.stream().map(_ -> "?").collect(Collectors.joining(", "));
        var values = new ArrayList<Object>(handlers);
        Collections.addAll(values, after.due(), after.due(), after.stream(), after.stream(), after.timer(), limit);
        return transactions(pool)
                .run(statements -> statements.select(
                        "SELECT " + TimerRows.COLUMNS + " FROM handler_timer WHERE handler IN (" + names
                                + ") AND due >= ? AND (due > ? OR stream > ? OR (stream = ? AND timer > ?))"
                                + " ORDER BY due, stream, timer LIMIT ?",
                        TimerRows::read,
                        values.toArray()));
    }

    /** Returns where the handler with this projection begins. */
    public StartingPoint startingPoint(ProjectionId projection) {
        return new StartingPoint(pool, projection);
    }

    /**
     * Begins a transaction in which a projection saves how far it has come; it fails if another node has taken over.
     */
    public ProjectionSession session(Epoch epoch) {
        return new ProjectionSession(pool, epoch);
    }
}
