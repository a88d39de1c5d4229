package dev.recount.bench.arena;

import dev.recount.database.place.DatabasePlace.Postgres;
import dev.recount.database.postgres.PostgresServer;
import dev.recount.database.sql.DatabaseException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Databases of the configured PostgreSQL server, beside the configured one, which is not touched. */
final class Databases implements Places {

    private static final Pattern URL = Pattern.compile("(jdbc:postgresql:)(//[^/?]*)?/?([^?]*)(\\?.*)?");
    private static final String NOT_ALLOWED = "42501";
    private static final String SETTING = "recount.journal.postgres";

    private final Postgres configured;
    private final PostgresServer server;
    private final String prefix;
    private final List<String> made = new ArrayList<>();

    private Databases(Postgres configured, PostgresServer server) {
        this.configured = configured;
        this.server = server;
        this.prefix = "recount_bench_" + Long.toString(Instant.now().toEpochMilli(), Character.MAX_RADIX) + "_";
    }

    static Databases beside(Postgres configured) {
        return new Databases(configured, PostgresServer.reach(configured, SETTING));
    }

    @Override
    public synchronized Postgres make(String name) {
        String database = prefix + name;
        try {
            execute("CREATE DATABASE " + database);
        } catch (SQLException refused) {
            throw NOT_ALLOWED.equals(refused.getSQLState())
                    ? new DatabaseException(
                            "the role that measures must be allowed to make databases of its own: ALTER ROLE … CREATEDB",
                            refused)
                    : new DatabaseException("no database can be made: " + refused.getMessage(), refused);
        }
        made.add(database);
        return new Postgres(
                url(configured.url(), database),
                configured.user(),
                configured.password(),
                configured.connectTimeout(),
                configured.statementTimeout());
    }

    /** Returns the URL of another database of the same server. */
    static String url(String configured, String database) {
        Matcher parts = URL.matcher(configured);
        if (!parts.matches()) {
            throw new DatabaseException("recount.journal.postgres.url: names no server");
        }
        String host = parts.group(2) == null ? "" : parts.group(2) + "/";
        String options = parts.group(4) == null ? "" : parts.group(4);
        return parts.group(1) + host + database + options;
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = server.unhurried().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public String description() {
        try (Connection connection = server.unhurried().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT current_setting('server_version'), current_setting('fsync'), current_setting('synchronous_commit')")) {
            row.next();
            return "PostgreSQL " + row.getString(1) + ", fsync = " + row.getString(2) + ", synchronous_commit = "
                    + row.getString(3);
        } catch (SQLException away) {
            throw new DatabaseException("the database cannot be reached: " + away.getMessage(), away);
        }
    }

    @Override
    public synchronized void close() {
        try {
            for (String database : made) {
                execute("DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
            }
        } catch (SQLException kept) {
            throw new DatabaseException("the databases " + made + " cannot all be removed: " + kept.getMessage(), kept);
        } finally {
            server.close();
        }
    }
}
