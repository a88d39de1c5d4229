package dev.recount.database.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.recount.database.place.DatabasePlace;
import dev.recount.database.sql.DatabaseException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A PostgreSQL server, which may go away and come back at any time. */
public final class PostgresServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);

    /**
     * After this, the server ends a transaction of ours that does nothing, which would hold back every reader of the
     * log.
     */
    static final int IDLE_IN_TRANSACTION_MS = 60_000;

    /** A plan that was kept from when a table was empty reads the whole table until that is analyzed. */
    private static final String FITTING_PLANS = " -c plan_cache_mode=force_custom_plan";

    /**
     * So soon, in seconds, the server notices that the machine of a connection is gone, and lets go of what that held.
     */
    private static final String KEEP_ALIVE =
            " -c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3";

    /** The time that a silent server is waited for, beyond its longest statement. */
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private static final Duration NO_LIMIT = Duration.ZERO;

    private final DatabasePlace.Postgres settings;
    private final String process = UUID.randomUUID().toString().substring(0, 8);
    private final AtomicLong opened = new AtomicLong();
    private final Heartbeat heartbeat = new Heartbeat(this);
    private volatile String commits = "";

    private PostgresServer(DatabasePlace.Postgres settings) {
        this.settings = settings;
    }

    /**
     * Reaches a server.
     *
     * @param setting the name of the setting that says where it is
     * @throws DatabaseException if it cannot be reached, or cannot hold a journal
     */
    public static PostgresServer reach(DatabasePlace.Postgres settings, String setting) {
        var server = new PostgresServer(settings);
        try (Connection connection = server.connect(settings.statementTimeout());
                Connection other = server.connect(settings.statementTimeout())) {
            server.requireDurability(connection);
            new ServerRequirements(setting).require(connection, other);
        } catch (SQLException away) {
            throw new DatabaseException(setting + ": " + settings + " cannot be reached: " + away.getMessage(), away);
        }
        server.heartbeat.start();
        return server;
    }

    /** A server that acknowledges what is not yet in its log would lose what we have acknowledged. */
    private void requireDurability(Connection connection) throws SQLException {
        if (shown(connection, "synchronous_commit").equals("off")) {
            commits = " -c synchronous_commit=on";
        }
        if (shown(connection, "fsync").equals("off")) {
            LOG.warn("PostgreSQL at {} has fsync = off: a power cut may take with it what was acknowledged", settings);
        }
    }

    private static String shown(Connection connection, String setting) throws SQLException {
        try (Statement show = connection.createStatement();
                ResultSet value = show.executeQuery("SHOW " + setting)) {
            value.next();
            return value.getString(1);
        }
    }

    /**
     * Opens a connection.
     *
     * @param longest how long a statement may take; no limit if zero
     */
    Connection connect(Duration longest) throws SQLException {
        return connect(longest, longest.equals(NO_LIMIT) ? NO_LIMIT : longest.plus(SILENCE));
    }

    /**
     * Opens a connection for looks at whether the server answers, each of which takes no longer than connecting may.
     */
    Connection connectBriefly() throws SQLException {
        return connect(settings.connectTimeout(), settings.connectTimeout());
    }

    private Connection connect(Duration longest, Duration silence) throws SQLException {
        var properties = new Properties();
        if (!settings.user().isEmpty()) {
            properties.setProperty("user", settings.user());
        }
        if (!settings.password().isEmpty()) {
            properties.setProperty("password", settings.password());
        }
        properties.setProperty("connectTimeout", seconds(settings.connectTimeout()));
        properties.setProperty("loginTimeout", seconds(settings.connectTimeout()));
        properties.setProperty("socketTimeout", seconds(silence));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("reWriteBatchedInserts", "true");
        properties.setProperty("logServerErrorDetail", "false"); // it holds the values of rows
        properties.setProperty("ApplicationName", "recount " + process + "-" + opened.incrementAndGet());
        properties.setProperty(
                "options",
                "-c timezone=UTC -c idle_in_transaction_session_timeout=" + IDLE_IN_TRANSACTION_MS
                        + " -c statement_timeout=" + longest.toMillis() + KEEP_ALIVE + FITTING_PLANS + commits);
        return DriverManager.getConnection(settings.url(), properties);
    }

    private static String seconds(Duration duration) {
        return Long.toString(duration.toSeconds());
    }

    Heartbeat heartbeat() {
        return heartbeat;
    }

    /** Returns why the server cannot be used at the moment, if that is so. */
    public Optional<String> problem() {
        return heartbeat.problem();
    }

    /**
     * Opens a pool of connections. While the server is away, it gives none, and says so at once; when the server is
     * back, it is ready at once.
     *
     * @param longest how long a statement may take
     */
    public HikariDataSource pool(HikariConfig config, Optional<Duration> longest) {
        config.setDataSource(new PostgresConnections(this, longest.orElse(settings.statementTimeout())));
        config.setInitializationFailTimeout(-1);
        config.setExceptionOverride(new StaleConnections());
        return new PostgresPool(config, heartbeat);
    }

    /** Opens each connection anew, for statements that may take however long. */
    public DataSource unhurried() {
        return new PostgresConnections(this, NO_LIMIT);
    }

    @Override
    public void close() {
        heartbeat.close();
    }

    @Override
    public String toString() {
        return settings.toString();
    }
}
