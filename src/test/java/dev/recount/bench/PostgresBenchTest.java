package dev.recount.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.bench.arena.Arena;
import dev.recount.database.TestDatabases;
import dev.recount.database.place.DatabasePlace;
import dev.recount.database.sql.DatabaseException;
import dev.recount.database.sql.Statements;
import dev.recount.server.settings.Settings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class PostgresBenchTest extends BenchContract {

    private final DatabasePlace.Postgres configured = TestDatabases.postgres();

    @Override
    DatabasePlace configured() {
        return configured;
    }

    @Override
    List<String> beside() throws Exception {
        return select("SELECT datname FROM pg_database WHERE datname LIKE 'recount\\_bench\\_%'");
    }

    private List<String> select(String sql) throws SQLException {
        try (Connection connection = connect()) {
            return new Statements(connection).select(sql, row -> row.getString(1));
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(configured.url(), configured.user(), configured.password());
    }

    @Test
    void refusesARoleThatMayNotMakeDatabases() throws SQLException {
        try (Connection connection = connect()) {
            connection.createStatement().execute("CREATE ROLE bench_modest LOGIN PASSWORD 'modest'");
        }
        var modest = new DatabasePlace.Postgres(
                configured.url().replaceFirst("\\?.*", ""),
                "bench_modest",
                "modest",
                configured.connectTimeout(),
                configured.statementTimeout());
        Settings settings = Settings.read(Optional.empty());

        assertThatThrownBy(() -> {
                    try (var arena =
                            new Arena(settings.withJournal(settings.journal().in(modest)))) {
                        arena.place("limit");
                    }
                })
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("CREATEDB");
        assertThat(select("SELECT datname FROM pg_database WHERE datname LIKE '%limit'"))
                .isEmpty();
    }
}
