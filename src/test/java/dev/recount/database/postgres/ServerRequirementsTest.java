package dev.recount.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recount.database.TestDatabases;
import dev.recount.database.place.DatabasePlace;
import dev.recount.database.sql.DatabaseException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class ServerRequirementsTest {

    private static final ServerRequirements REQUIREMENTS = new ServerRequirements("recount.journal.postgres.url");

    private final DatabasePlace.Postgres place = TestDatabases.emptyPostgres();

    private Connection connection(String options) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", place.user());
        properties.setProperty("password", place.password());
        properties.setProperty("options", options);
        return DriverManager.getConnection(place.url(), properties);
    }

    private static void assertRefused(Connection one, Connection other, String... problems) {
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> REQUIREMENTS.require(one, other))
                .withMessageStartingWith("recount.journal.postgres.url: ")
                .satisfies(refused -> assertThat(refused.getMessage()).contains(problems));
    }

    @Test
    void areMetByAServerAsItComes() {
        assertThatCode(() -> PostgresServer.reach(place, "recount.journal.postgres.url")
                        .close())
                .doesNotThrowAnyException();
    }

    @Test
    void areSessionsOfOnesOwn() throws SQLException {
        String ours = "-c idle_in_transaction_session_timeout=" + PostgresServer.IDLE_IN_TRANSACTION_MS;
        try (Connection shared = connection(ours)) {
            assertRefused(shared, shared, "a pooler in transaction mode");
        }
        try (Connection one = connection("");
                Connection other = connection("")) {
            assertRefused(one, other, "the settings that they ask for", "options");
        }
    }

    @Test
    void areAnEncodingThatHoldsEveryText() throws SQLException {
        String latin = place.url().replaceFirst("/[^/?]+(\\?|$)", "/latin$1");
        try (Connection connection = connection("");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE latin ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");
        }
        var there = new DatabasePlace.Postgres(
                latin, place.user(), place.password(), place.connectTimeout(), place.statementTimeout());

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> PostgresServer.reach(there, "recount.journal.postgres.url"))
                .withMessageContaining("the encoding LATIN1");
    }
}
