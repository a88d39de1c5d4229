package dev.recount.cluster;

import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.sql.DatabaseException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The nodes that are at work on a database, as the database itself knows them: each holds a connection that bears its
 * name. So a node that reaches no other over the network can tell that it must not begin a second cluster.
 *
 * <p>A folder's database lets no second process in, and needs none of this.
 */
public final class NodeRegistry implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NodeRegistry.class);

    static final String PREFIX = "recount@";
    private static final Duration LOOK_INTERVAL = Duration.ofSeconds(1);

    private final boolean shared;
    private final DataSource database;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("node-registry").factory());
    private @Nullable Connection held;

    /** Prepares to look, and to be seen. */
    public NodeRegistry(Database database) {
        this.shared = database.kind() == DatabaseKind.POSTGRESQL;
        this.database = shared ? database.open("presence", 2) : database.pool();
    }

    /** Lets the others see this node until it is closed, or killed. */
    public void enter(ClusterSettings.SeedNode self) {
        if (shared) {
            look(self);
            var _ = thread.scheduleWithFixedDelay(
                    () -> look(self), LOOK_INTERVAL.toMillis(), LOOK_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void look(ClusterSettings.SeedNode self) {
        try {
            Connection connection = held;
            if (connection == null || !connection.isValid(1)) {
                leave();
                held = named(database.getConnection(), self);
            }
        } catch (SQLException away) {
            LOG.debug("The other nodes do not see this one for now", away);
        }
    }

    private static Connection named(Connection connection, ClusterSettings.SeedNode self) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET application_name = '" + PREFIX + self + "'");
        }
        return connection;
    }

    /**
     * Returns the nodes that are at work, but for this one.
     *
     * @throws DatabaseException if the database is away
     */
    public List<ClusterSettings.SeedNode> others(ClusterSettings.SeedNode self) {
        if (!shared) {
            return List.of();
        }
        var others = new ArrayList<ClusterSettings.SeedNode>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT DISTINCT application_name FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND application_name LIKE '" + PREFIX + "%'")) {
            while (rows.next()) {
                others.add(ClusterSettings.SeedNode.parse(rows.getString(1).substring(PREFIX.length())));
            }
        } catch (SQLException away) {
            throw new DatabaseException("the database cannot be reached: " + away.getMessage(), away);
        }
        others.remove(self);
        return others;
    }

    private void leave() {
        Connection connection = held;
        held = null;
        if (connection != null) {
            try {
                connection.abort(Runnable::run); // returned to a pool, it would still bear the name
            } catch (SQLException gone) {
                LOG.debug("The connection was gone already", gone);
            }
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        synchronized (this) {
            leave();
        }
    }
}
