package dev.recount.database.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;

/** A pool that refuses connections at once while the server is known to be away. */
final class PostgresPool extends HikariDataSource {

    private final Heartbeat heartbeat;

    PostgresPool(HikariConfig config, Heartbeat heartbeat) {
        super(config);
        this.heartbeat = heartbeat;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Optional<String> problem = heartbeat.problem();
        if (problem.isPresent()) {
            throw new SQLTransientConnectionException("PostgreSQL is away: " + problem.get());
        }
        return super.getConnection();
    }
}
