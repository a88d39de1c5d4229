package dev.recount.database;

import dev.recount.database.place.DatabasePlace;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.privacy.settings.KeyPlaces;
import dev.recount.privacy.settings.MasterKeyPlace;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Empty databases of both kinds. */
public final class TestDatabases {

    /** The most that writers take on. */
    public static final WriteLimits LIMITS = new WriteLimits(100, 10_000);

    private static final String JOURNAL_FILE = "journal.mv.db";

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestDatabases() {}

    /** A real PostgreSQL, started when the first test needs it, and stopped when this process ends. */
    private static final class Server {
        private static final EmbeddedPostgres POSTGRES = start();

        /** The name of a database with the tables of a journal, of which the others are copies. */
        private static final String JOURNAL = "journal";

        static {
            create(JOURNAL);
            JournalDatabase.open(settings(postgres(POSTGRES, JOURNAL))).close();
        }

        private static void create(String statement) {
            try (Connection connection = POSTGRES.getPostgresDatabase().getConnection();
                    Statement create = connection.createStatement()) {
                create.execute("CREATE DATABASE " + statement);
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
        }

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres started = EmbeddedPostgres.builder()
                        .setPGStartupWait(Duration.ofMinutes(2))
                        .setServerConfig("max_connections", "600")
                        .setServerConfig("fsync", "off")
                        .setServerConfig("autovacuum_naptime", "1d") // it would go round hundreds of databases
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

    /** The file of a journal in which nothing is, of which others are copies. */
    private static final class EmptyFile {
        private static final byte[] CONTENT = made();

        private static byte[] made() {
            try {
                Path folder = Files.createTempDirectory("recount-empty");
                JournalDatabase.open(settings(new DatabasePlace.Folder(folder))).close();
                byte[] content = Files.readAllBytes(folder.resolve(JOURNAL_FILE));
                try (Stream<Path> files = Files.walk(folder)) {
                    for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(each);
                    }
                }
                return content;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    /** Puts a journal in which nothing is where a server would make one, which takes it longer; none where one is. */
    public static void prepare(DatabasePlace place) {
        if (place instanceof DatabasePlace.Folder(var folder) && !Files.exists(folder.resolve(JOURNAL_FILE))) {
            try {
                Files.createDirectories(folder);
                Files.write(folder.resolve(JOURNAL_FILE), EmptyFile.CONTENT);
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

    /** Returns a place for a database of this kind in which there is no table. */
    public static DatabasePlace empty(DatabaseKind kind, Path folder) {
        return switch (kind) {
            case H2 -> new DatabasePlace.Folder(folder);
            case POSTGRESQL -> emptyPostgres();
        };
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

    /** Returns the places of keys beside a journal whose data is in a folder. */
    public static KeyPlaces keys(Path folder) {
        return new KeyPlaces(
                new DatabasePlace.Folder(folder),
                folder,
                Optional.empty(),
                Optional.empty(),
                new MasterKeyPlace(Optional.empty(), Optional.empty()));
    }

    /** Returns settings for so many journals, each in a new database of the PostgreSQL server. */
    public static JournalSettings several(int journals) {
        List<DatabasePlace.Postgres> further =
                Stream.generate(TestDatabases::postgres).limit(journals - 1).toList();
        DatabasePlace.Postgres home = postgres();
        return settings(home).among(home, further);
    }

    /** Returns a new database of the PostgreSQL server, with the tables of a journal in which nothing is. */
    public static DatabasePlace.Postgres postgres() {
        return created(" TEMPLATE " + Server.JOURNAL);
    }

    /** Returns a new database of the PostgreSQL server without any table. */
    public static DatabasePlace.Postgres emptyPostgres() {
        return created("");
    }

    private static DatabasePlace.Postgres created(String template) {
        String name = "test" + DATABASES.incrementAndGet();
        Server.create(name + template);
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
