package dev.recount.database.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.ds.PGSimpleDataSource;

/** Opens connections; who asks for one while the server is away gets it when the server is back. */
final class PostgresConnections extends PGSimpleDataSource {

    private static final long serialVersionUID = 1L;

    private final transient PostgresServer server;
    private final Duration longest;

    PostgresConnections(PostgresServer server, Duration longest) {
        this.server = server;
        this.longest = longest;
    }

    @Override
    public Connection getConnection() throws SQLException {
        server.heartbeat().awaitServer();
        try {
            return server.connect(longest);
        } catch (SQLException refused) {
            server.heartbeat().hurry();
            throw refused;
        }
    }
}
