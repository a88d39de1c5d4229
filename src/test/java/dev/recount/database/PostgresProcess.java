package dev.recount.database;

import dev.recount.database.place.DatabasePlace;
import dev.recount.server.FreePorts;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A PostgreSQL server of a test's own, which can be killed, stopped for a while, and started again where it was. */
public final class PostgresProcess implements AutoCloseable {

    private final Path folder;
    private final int port;
    private EmbeddedPostgres running;

    private PostgresProcess(Path folder, int port) {
        this.folder = folder;
        this.port = port;
        this.running = run();
    }

    /** Starts a server whose data is in a folder. */
    public static PostgresProcess start(Path folder) {
        return new PostgresProcess(folder.resolve("postgres"), FreePorts.one());
    }

    private EmbeddedPostgres run() {
        try {
            return EmbeddedPostgres.builder()
                    .setPGStartupWait(Duration.ofMinutes(2))
                    .setDataDirectory(folder)
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("fsync", "off")
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Starts the server again after it was killed. */
    public void restart() {
        running = run();
    }

    /** Makes a further database, and returns where it is. */
    public DatabasePlace.Postgres create(String database) {
        try (Connection connection = running.getPostgresDatabase().getConnection();
                Statement create = connection.createStatement()) {
            create.execute("CREATE DATABASE " + database);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return place(database);
    }

    /** Returns where its database is, and how soon it is given up. */
    public DatabasePlace.Postgres place() {
        return place("postgres");
    }

    private DatabasePlace.Postgres place(String database) {
        var patient = TestDatabases.postgres(running, database);
        return new DatabasePlace.Postgres(
                patient.url(), patient.user(), patient.password(), Duration.ofSeconds(5), Duration.ofSeconds(5));
    }

    /** Kills the server and all that it started, as a crash of the machine does. */
    public void kill() {
        List<ProcessHandle> processes = processes();
        processes.forEach(ProcessHandle::destroyForcibly);
        processes.forEach(process -> process.onExit().join());
        close(); // of the dead server, which would keep the folder locked
    }

    /** Ends all connections to its database, whatever is done by them just now; it goes on itself. */
    public void disconnect() {
        try (Connection connection = running.getPostgresDatabase().getConnection();
                Statement end = connection.createStatement()) {
            end.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()");
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Lets the server and all that it started stand still. */
    public void freeze() {
        signal("-STOP");
    }

    /** Lets the server go on after it stood still. */
    public void thaw() {
        signal("-CONT");
    }

    private void signal(String signal) {
        for (ProcessHandle process : processes()) {
            try {
                new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                        .start()
                        .waitFor();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        }
    }

    private List<ProcessHandle> processes() {
        try {
            long pid = Long.parseLong(Files.readAllLines(folder.resolve("postmaster.pid"))
                    .getFirst()
                    .strip());
            return ProcessHandle.of(pid)
                    .map(server -> Stream.concat(Stream.of(server), server.descendants())
                            .toList())
                    .orElse(List.of());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        try {
            running.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
