package dev.recount.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.recount.database.postgres.PostgresServer;
import dev.recount.database.postgres.TransactionOrder;
import dev.recount.database.sql.DatabaseException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/** The database that holds the journal: opened, brought to today's schema, and closed last of all. */
public final class Database implements AutoCloseable {

    private final int index;
    private final DatabaseKind kind;
    private final H2File.Access access;
    private final JournalSettings.Place place;
    private final Optional<PostgresServer> postgres;
    private final Deque<HikariDataSource> pools = new ArrayDeque<>();
    private final HikariDataSource pool;
    private @Nullable Object meters;
    private volatile long settled;

    private Database(JournalSettings settings, int index, H2File.Access access) {
        this.index = index;
        this.access = access;
        this.place = settings.place(index);
        this.kind = kind(place);
        this.postgres = place instanceof JournalSettings.Postgres server
                ? Optional.of(PostgresServer.reach(server, settings.setting(index)))
                : Optional.empty();
        this.pool = open("journal", settings.connections());
    }

    private static DatabaseKind kind(JournalSettings.Place place) {
        return switch (place) {
            case JournalSettings.Folder _ -> DatabaseKind.H2;
            case JournalSettings.Postgres _ -> DatabaseKind.POSTGRESQL;
        };
    }

    /**
     * Opens the home database, and brings its schema up to date. The folder of an embedded one is made where it does not exist.
     *
     * @throws DatabaseException if it cannot be used, or another process uses the folder; the message names it
     */
    public static Database open(JournalSettings settings) {
        return open(settings, 0);
    }

    /**
     * Opens one of the databases as {@link #open(JournalSettings)} does.
     *
     * @param index which, from 0 for the home one
     */
    public static Database open(JournalSettings settings, int index) {
        if (settings.place(index) instanceof JournalSettings.Folder(var path)) {
            H2File.makeFolder(path);
        }
        return prepared(settings, index, H2File.Access.WRITING, database -> {
            migrate(database);
            if (database.kind == DatabaseKind.POSTGRESQL) {
                TransactionOrder.requireNoneAhead(database.unhurried());
            }
        });
    }

    /**
     * Goes on with a database that was restored from a backup: brings its schema up to date, and orders all that will be stored after
     * all that is stored.
     *
     * @param index which of the databases, from 0 for the home one
     * @throws DatabaseException if it cannot be used, is no server's, or somebody uses it
     */
    public static void continueAfterRestore(JournalSettings settings, int index) {
        if (!(settings.place(index) instanceof JournalSettings.Postgres)) {
            throw new DatabaseException("recount.journal.postgres.url: is not set, and the data folder "
                    + settings.place() + " needs nothing after it was restored");
        }
        try (Database database = prepared(settings, index, H2File.Access.WRITING, Database::migrate)) {
            TransactionOrder.continueAfterRestore(database.unhurried());
        }
    }

    /**
     * Opens the home database, which is there, to read it, and leaves its schema as it is.
     *
     * @throws DatabaseException if there is none, or it cannot be used; the message names it
     */
    public static Database openAsItIs(JournalSettings settings) {
        return openAsItIs(settings, 0);
    }

    /**
     * Opens one of the databases as {@link #openAsItIs(JournalSettings)} does.
     *
     * @param index which, from 0 for the home one
     */
    public static Database openAsItIs(JournalSettings settings, int index) {
        if (settings.place(index) instanceof JournalSettings.Folder(var path) && !H2File.exists(path)) {
            throw new DatabaseException("there is no journal in " + path);
        }
        return prepared(settings, index, H2File.Access.READING, _ -> {});
    }

    private static void migrate(Database database) {
        Flyway.configure()
                .dataSource(database.unhurried())
                .locations(database.kind.schema())
                .load()
                .migrate();
    }

    private static Database prepared(
            JournalSettings settings, int index, H2File.Access access, Consumer<Database> preparation) {
        Database database = null;
        try {
            database = new Database(settings, index, access);
            preparation.accept(database);
            database.settleWhatIsThere();
            return database;
        } catch (RuntimeException failure) {
            if (database != null) {
                database.close();
            }
            throw explain(settings.place(index), failure);
        }
    }

    private void settleWhatIsThere() {
        try (Connection connection = pool.getConnection()) {
            settled = last(connection);
        } catch (SQLException unreadable) {
            throw new DatabaseException("the journal cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    /** Returns the number of the last event that a connection sees, its own that are not committed included. */
    public long last(Connection connection) throws SQLException {
        if (kind == DatabaseKind.POSTGRESQL) {
            return Long.MAX_VALUE; // it shows nothing before it is on the disk
        }
        try (Statement statement = connection.createStatement();
                ResultSet last = statement.executeQuery("SELECT COALESCE(MAX(ordering), 0) FROM event_journal")) {
            last.next();
            return last.getLong(1);
        }
    }

    /** Notes that the events up to this number will outlive the process. */
    public void settle(long last) {
        settled = last;
    }

    /**
     * Returns the number up to which events will outlive the process. H2 shows what is committed a moment before it has
     * written that to its file, and a killed process takes with it what somebody has seen in that moment. PostgreSQL shows nothing
     * too early.
     */
    public long settled() {
        return settled;
    }

    private static DatabaseException explain(JournalSettings.Place place, RuntimeException failure) {
        if (failure instanceof DatabaseException explained) {
            return explained;
        }
        if (H2File.isInUse(failure)) {
            return new DatabaseException("the data folder " + place + " is in use by another process", failure);
        }
        return new DatabaseException("the journal in " + place + " cannot be opened: " + failure.getMessage(), failure);
    }

    /**
     * Opens a pool of its own for those who must not take the connections of others; closed with the database.
     *
     * @param connections the most connections at a time
     */
    public HikariDataSource open(String name, int connections) {
        return open(name, connections, Optional.empty());
    }

    /**
     * Opens a pool of its own for statements that may take longer, or less long, than those of others.
     *
     * @param connections the most connections at a time
     * @param longest how long a statement may take before a database that is a server breaks it off
     */
    public HikariDataSource open(String name, int connections, Duration longest) {
        return open(name, connections, Optional.of(longest));
    }

    private synchronized HikariDataSource open(String name, int connections, Optional<Duration> longest) {
        var config = new HikariConfig();
        config.setPoolName(ofThis(name));
        config.setMaximumPoolSize(connections);
        config.setConnectionTimeout(5_000);
        config.setMetricRegistry(meters);
        HikariDataSource opened = switch (place) {
            case JournalSettings.Folder(var path) -> {
                H2File.locate(config, path, access);
                yield new HikariDataSource(config);
            }
            case JournalSettings.Postgres _ -> postgres.orElseThrow().pool(config, longest);
        };
        pools.push(opened);
        return opened;
    }

    /** Returns connections for what may take however long, as at the start. */
    public DataSource unhurried() {
        return postgres.map(PostgresServer::unhurried).orElse(pool);
    }

    /** Returns why the database cannot be used at the moment, if that is known: nobody need try. */
    public Optional<String> problem() {
        return postgres.flatMap(PostgresServer::problem);
    }

    /**
     * Has all pools measured, those that are still to be opened included; once.
     *
     * @param registry a registry of meters of a kind that HikariCP knows
     */
    public synchronized void measure(Object registry) {
        meters = registry;
        pools.forEach(each -> each.setMetricRegistry(registry));
    }

    /** Returns which of the journals this one is, from 0 for the home one. */
    public int index() {
        return index;
    }

    /** Returns a name for something of this journal, which is told by it from what is the same of others. */
    public String ofThis(String name) {
        return index == 0 ? name : name + "-" + (index + 1);
    }

    /** Tells which kind of database it is. */
    public DatabaseKind kind() {
        return kind;
    }

    /** Returns the pool that the readers of streams and the writer share. */
    public DataSource pool() {
        return pool;
    }

    public int connections() {
        return pool.getMaximumPoolSize();
    }

    @Override
    public synchronized void close() {
        postgres.ifPresent(PostgresServer::close);
        while (!pools.isEmpty()) {
            pools.pop().close();
        }
    }
}
