package dev.recount.database;

import dev.recount.database.place.DatabasePlace;
import dev.recount.journal.spread.JournalSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Empty databases of both kinds. */
public final class TestDatabases {

    /** The most that writers take on. */
    public static final WriteLimits LIMITS = new WriteLimits(100, 10_000);

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestDatabases() {}

    /** A real PostgreSQL, started when the first test needs it, and stopped when this process ends. */
    private static final class Server {
        private static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres started = EmbeddedPostgres.builder()
                        .setPGStartupWait(Duration.ofMinutes(2))
                        .setServerConfig("max_connections", "600")
                        .setServerConfig("fsync", "off")
                        .start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> close(started)));
                return started;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        private static void close(EmbeddedPostgres server) {
            try {
                server.close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    /** Returns settings for a journal in a new database of this kind. */
    public static JournalSettings settings(DatabaseKind kind, Path folder) {
        DatabasePlace place = switch (kind) {
            case H2 -> new DatabasePlace.Folder(folder);
            case POSTGRESQL -> postgres();
        };
        return settings(place);
    }

    /** Lets events be changed over a connection, as no server does. */
    public static Connection repairing(Connection connection) throws SQLException {
        if (connection.getMetaData().getURL().startsWith("jdbc:postgresql:")) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET recount.repair = on");
            }
        }
        return connection;
    }

    /** Returns settings for the journal in a database. */
    public static JournalSettings settings(DatabasePlace place) {
        return new JournalSettings(place, List.of(), 20);
    }

    /** Returns settings for so many journals, each in a new database of the PostgreSQL server. */
    public static JournalSettings several(int journals) {
        List<DatabasePlace.Postgres> further =
                Stream.generate(TestDatabases::postgres).limit(journals - 1).toList();
        DatabasePlace.Postgres home = postgres();
        return settings(home).among(home, further);
    }

    /** Returns a new, empty database of the PostgreSQL server. */
    public static DatabasePlace.Postgres postgres() {
        String name = "test" + DATABASES.incrementAndGet();
        try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return postgres(Server.POSTGRES, name);
    }

    /** Returns a database of a PostgreSQL server. */
    public static DatabasePlace.Postgres postgres(EmbeddedPostgres server, String database) {
        return postgres(server.getJdbcUrl("postgres", database));
    }

    /** Returns the database of a URL, of which this user owns all. */
    public static DatabasePlace.Postgres postgres(String url) {
        return new DatabasePlace.Postgres(url, "postgres", "postgres", Duration.ofSeconds(30), Duration.ofSeconds(60));
    }
}
