package dev.recount.bench.pekko;

import dev.recount.database.place.DatabasePlace;
import dev.recount.database.sql.DatabaseException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/** The plugin's tables, as it ships them. */
record PlainTables(DatabasePlace place) {

    /** Returns the database's URL; H2 has to be as durable as it is for a journal of ours. */
    static String url(DatabasePlace place) {
        return switch (place) {
            case DatabasePlace.Folder(var path) ->
                "jdbc:h2:file:" + path.toAbsolutePath().normalize().resolve("plain")
                        + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
            case DatabasePlace.Postgres server -> server.url();
        };
    }

    /** Makes them. */
    void make() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : documented().split(";", -1)) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        } catch (SQLException refused) {
            throw new DatabaseException("Pekko's tables cannot be made: " + refused.getMessage(), refused);
        }
    }

    private String documented() {
        String file = switch (place) {
            case DatabasePlace.Folder _ -> "/schema/h2/h2-create-schema.sql";
            case DatabasePlace.Postgres _ -> "/schema/postgres/postgres-create-schema.sql";
        };
        try (InputStream sql = Objects.requireNonNull(PlainTables.class.getResourceAsStream(file))) {
            return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Connection connect() throws SQLException {
        return switch (place) {
            case DatabasePlace.Folder _ -> DriverManager.getConnection(url(place));
            case DatabasePlace.Postgres server ->
                server.user().isEmpty()
                        ? DriverManager.getConnection(server.url())
                        : DriverManager.getConnection(server.url(), server.user(), server.password());
        };
    }

    /** Counts the events. */
    long events() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM \"event_journal\"")) {
            row.next();
            return row.getLong(1);
        }
    }
}
