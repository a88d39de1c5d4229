package dev.recount.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.recount.database.h2.H2File;
import dev.recount.database.h2.H2Watch;
import dev.recount.database.place.DatabasePlace;
import dev.recount.database.postgres.PostgresServer;
import dev.recount.database.postgres.Session;
import dev.recount.database.segment.Segments;
import dev.recount.database.sql.DatabaseException;
import dev.recount.database.sql.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** A database: opened, brought to today's schema, and closed last of all. */
public final class Database implements AutoCloseable {

    private final int index;
    private final DatabaseKind kind;
    private final H2File.AccessMode accessMode;
    private final DatabasePlace place;
    private final DatabaseContent content;
    private final Segments segments;
    private final Optional<PostgresServer> postgres;
    private final Optional<H2File> file;
    private final Optional<H2Watch> watch;
    private final Pools pools = new Pools();
    private final Lock schemaChanges = new ReentrantLock(true);
    private final HikariDataSource pool;
    private volatile long settled;
    private volatile long settledStates;

    private Database(DatabaseSettings settings, H2File.AccessMode accessMode) {
        this.index = settings.index();
        this.accessMode = accessMode;
        this.place = settings.place();
        this.content = settings.content();
        this.segments = settings.segments();
        this.kind = kind(place);
        this.postgres = place instanceof DatabasePlace.Postgres server
                ? Optional.of(PostgresServer.reach(server, settings.setting()))
                : Optional.empty();
        this.file = settings.file();
        this.watch = accessMode == H2File.AccessMode.WRITING ? file.map(H2Watch::new) : Optional.empty();
        try {
            this.pool = open(content.name(), settings.connections());
        } catch (RuntimeException failure) {
            closeGuards();
            throw failure;
        }
    }

    private static DatabaseKind kind(DatabasePlace place) {
        return switch (place) {
            case DatabasePlace.Folder _ -> DatabaseKind.H2;
            case DatabasePlace.Postgres _ -> DatabaseKind.POSTGRESQL;
        };
    }

    /**
     * Opens a database, and brings its schema up to date. The folder of an embedded one is made where it does not
     * exist.
     *
     * @param preparation is done before the database is used; where it fails, the database is closed
     * @throws DatabaseException if it cannot be used, or another process uses the folder; the message names it
     */
    public static Database open(DatabaseSettings settings, Consumer<Database> preparation) {
        settings.file().ifPresent(file -> {
            file.makeFolder();
            file.requireDatabase();
        });
        return prepared(settings, H2File.AccessMode.WRITING, database -> {
            database.migrate();
            database.probe();
            preparation.accept(database);
        });
    }

    /**
     * Opens a database, which is there, to read it, and leaves its schema as it is.
     *
     * @param preparation is done before the database is used; where it fails, the database is closed
     * @throws DatabaseException if there is none, or it cannot be used; the message names it
     */
    public static Database openAsItIs(DatabaseSettings settings, Consumer<Database> preparation) {
        settings.file().ifPresent(file -> {
            if (!file.exists()) {
                throw new DatabaseException("there is no " + file.content() + " in " + file.folder());
            }
            file.requireDatabase();
        });
        return prepared(settings, H2File.AccessMode.READING, preparation);
    }

    private static Database prepared(
            DatabaseSettings settings, H2File.AccessMode accessMode, Consumer<Database> preparation) {
        Database database = null;
        try {
            database = new Database(settings, accessMode);
            preparation.accept(database);
            return database;
        } catch (RuntimeException failure) {
            if (database != null) {
                database.close();
            }
            throw explain(settings, failure);
        }
    }

    private static DatabaseException explain(DatabaseSettings settings, RuntimeException failure) {
        if (failure instanceof DatabaseException explained) {
            return explained;
        }
        return settings.file()
                .map(file -> file.explain(failure))
                .orElseGet(() -> new DatabaseException(
                        "the " + settings.content().name() + " in " + settings.place() + " cannot be opened: "
                                + DatabaseException.inOneLine(failure.getMessage()),
                        failure));
    }

    private void migrate() {
        if (postgres.isEmpty() || Session.ownsTables(pool, content.schema(), content.table())) {
            flyway().migrate();
        } else {
            requireToday(
                    ", and the role of the server may not change them: run recount migrate --config FILE once, with"
                            + " the role that owns them");
        }
    }

    private Flyway flyway() {
        FluentConfiguration configuration =
                Flyway.configure().dataSource(unhurried()).locations(kind.steps(content));
        content.schema().ifPresent(configuration::schemas);
        return configuration.load();
    }

    /**
     * Makes sure that the tables are of today.
     *
     * @param remedy what to do if they are not
     * @throws DatabaseException if they are not
     */
    public void requireToday(String remedy) {
        if (flyway().info().pending().length > 0) {
            throw new DatabaseException("the tables in " + place + " are of an earlier version" + remedy);
        }
    }

    /** Notes that what has been numbered up to this number will outlive the process. */
    public void settle(long last) {
        settled = last;
    }

    /** Notes that of the states that are numbered by themselves, those up to this number will outlive the process. */
    public void settleStates(long last) {
        settledStates = last;
    }

    /** Returns the number up to which states will outlive the process, as {@link #settled} does that of events. */
    public long settledStates() {
        return settledStates;
    }

    /**
     * Returns the number up to which what has been written will outlive the process. H2 shows what is committed a
     * moment before it has written that to its file, and a killed process takes with it what a reader has seen in that
     * moment. PostgreSQL shows nothing too early.
     */
    public long settled() {
        return settled;
    }

    /**
     * Opens a pool of its own for those who must not take the connections of others; closed with the database.
     *
     * @param connections the most connections at a time
     */
    public HikariDataSource open(String name, int connections) {
        return pools.open(ofThis(name), connections, config -> pool(config, Optional.empty()));
    }

    /**
     * Opens a pool of its own for statements that may take longer, or less long, than those of others.
     *
     * @param connections the most connections at a time
     * @param longest how long a statement may take before a database that is a server breaks it off
     */
    public HikariDataSource open(String name, int connections, Duration longest) {
        return pools.open(ofThis(name), connections, config -> pool(config, Optional.of(longest)));
    }

    private HikariDataSource pool(HikariConfig config, Optional<Duration> longest) {
        if (file.isEmpty()) {
            return postgres.orElseThrow().pool(config, longest);
        }
        file.get().locate(config, accessMode);
        return watch.map(looking -> looking.pool(config)).orElseGet(() -> new HikariDataSource(config));
    }

    /** Returns connections for what may take however long, as at the start. */
    public DataSource unhurried() {
        return postgres.map(PostgresServer::unhurried).orElse(pool);
    }

    /** Returns why the database cannot be used at the moment, if that is known: there is no use in trying. */
    public Optional<String> problem() {
        return postgres.flatMap(PostgresServer::problem).or(this::loss);
    }

    /** Returns why the database cannot be used any more by this process, if so: it has to be opened by another. */
    public Optional<String> loss() {
        return watch.flatMap(H2Watch::problem);
    }

    /**
     * Writes what says nothing, to see that the database can be written; it does not grow by that.
     *
     * @throws DatabaseException if it cannot
     */
    public void probe() {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            // In a statement of its own: a process that stops in the middle of it must not hold up that of another
            // node.
            statement.executeUpdate(
                    "UPDATE " + content.qualified("write_probe") + " SET probes = probes + 1 WHERE id = 1");
        } catch (SQLException refused) {
            throw new DatabaseException(
                    "the " + content.name() + " in " + place + " cannot be written: " + refused.getMessage(), refused);
        }
    }

    /**
     * Has all pools measured, those that are still to be opened included; once.
     *
     * @param registry a registry of meters of a kind that HikariCP knows
     */
    public void measure(Object registry) {
        pools.measure(registry);
    }

    /** Returns which of several this one is, from 0 for the home one. */
    public int index() {
        return index;
    }

    /** Returns a name for something of this database, which is told by it from what is the same of others. */
    public String ofThis(String name) {
        return index == 0 ? name : name + "-" + (index + 1);
    }

    /**
     * Returns what runs transactions that make or drop schemas, tables and views while the server runs. In H2 they come
     * one after another: of a statement that makes a schema and one that makes a table, each may hold what the other
     * one waits for.
     *
     * @param problem what is said when one fails, before the database's own words
     */
    public Transactions schemaChanges(String problem) {
        return new Transactions(pool, problem, kind == DatabaseKind.H2 ? Optional.of(schemaChanges) : Optional.empty());
    }

    /** Tells which kind of database it is. */
    public DatabaseKind kind() {
        return kind;
    }

    /** Returns the files into which bytes of its rows have moved. */
    public Segments segments() {
        return segments;
    }

    /** Returns the pool that readers share. */
    public DataSource pool() {
        return pool;
    }

    public int connections() {
        return pool.getMaximumPoolSize();
    }

    @Override
    public void close() {
        closeGuards();
        pools.close();
    }

    private void closeGuards() {
        postgres.ifPresent(PostgresServer::close);
        watch.ifPresent(H2Watch::close);
    }
}
