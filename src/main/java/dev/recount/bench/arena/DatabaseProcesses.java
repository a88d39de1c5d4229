package dev.recount.bench.arena;

import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;

/** The processes of a PostgreSQL server, as far as they can be looked at: those of this machine. */
public final class DatabaseProcesses {

    private static final String PROCESSES = """
            SELECT pid, COALESCE(inet_server_addr() <<= '127.0.0.0/8' OR inet_server_addr() = '::1', TRUE)
            FROM pg_stat_activity WHERE pid IS NOT NULL""";

    /** Linux counts processors' time in hundredths of a second, whatever it does inside. */
    private static final long TICK_NANOS = 10_000_000;

    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;

    private final Database database;

    /** Prepares to look at those that serve a database. */
    public DatabaseProcesses(Database database) {
        this.database = database;
    }

    /**
     * Returns the time that they took of processors; nothing for an embedded database, whose time is this process's
     * own.
     */
    OptionalLong cpuNanos() {
        if (database.kind() != DatabaseKind.POSTGRESQL) {
            return OptionalLong.empty();
        }
        long ticks = 0;
        try (Connection connection = database.pool().getConnection();
                Statement statement = connection.createStatement();
                ResultSet processes = statement.executeQuery(PROCESSES)) {
            while (processes.next()) {
                if (!processes.getBoolean(2)) {
                    return OptionalLong.empty();
                }
                ticks += ticks(processes.getLong(1));
            }
        } catch (SQLException | IOException unseen) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(ticks * TICK_NANOS);
    }

    private static long ticks(long process) throws IOException {
        Path file = Path.of("/proc", Long.toString(process), "stat");
        if (Files.notExists(file)) {
            return 0; // it has ended meanwhile
        }
        String status = Files.readString(file);
        if (!status.contains("(postgres")) {
            throw new IOException(process + " is another process here");
        }
        String[] fields = status.substring(status.lastIndexOf(')') + 2).split(" ", -1);
        return Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]);
    }
}
