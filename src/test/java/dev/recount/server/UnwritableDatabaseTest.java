package dev.recount.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.database.TestDatabases;
import dev.recount.database.place.DatabasePlace;
import dev.recount.database.sql.DatabaseException;
import dev.recount.example.bank.Bank;
import dev.recount.server.TestClient.Answer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that answers, and takes nothing any more. */
class UnwritableDatabaseTest {

    @TempDir
    Path folder;

    private static Answer open(TestServer server, String account) {
        return server.client()
                .post("/streams/account/" + account + "/Open", "{\"owner\":\"Anna\",\"overdraftLimit\":0}");
    }

    private static Answer health(TestServer server, String what) {
        return server.client().get("/health/" + what);
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofMinutes(4).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in vain: " + what).isLessThan(deadline);
            Pause.briefly();
        }
    }

    /** As on a full disk, H2 is closed for good while others have it open. */
    @Test
    void isToldForGoodWhereH2HasClosedItself() throws SQLException {
        try (TestServer server = TestServer.start(folder, new Bank())) {
            assertThat(health(server, "live").status()).isEqualTo(200);
            assertThat(health(server, "ready").status()).isEqualTo(200);
            assertThat(open(server, "a").status()).isEqualTo(200);

            execute("jdbc:h2:file:" + folder.resolve("journal") + ";IFEXISTS=TRUE", "recount", "SHUTDOWN IMMEDIATELY");
            await("it is noticed", () -> health(server, "live").status() == 503);

            String cause = "the database has closed itself: ";
            assertThat(health(server, "live").body().path("detail").asText()).startsWith(cause);
            assertThat(health(server, "ready")
                            .body()
                            .path("checks")
                            .path("journal")
                            .asText())
                    .startsWith(cause);
            Answer refused = open(server, "b");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.code()).isEqualTo("JOURNAL_CLOSED");
            assertThat(refused.body().path("detail").asText())
                    .startsWith(cause)
                    .endsWith("; it was not carried out, and the server has to be started again");
        }
        try (TestServer again = TestServer.start(folder, new Bank())) {
            assertThat(again.client().get("/streams/account/a").status()).isEqualTo(200);
            assertThat(again.client().get("/streams/account/b").status()).isEqualTo(404);
            assertThat(open(again, "b").status()).isEqualTo(200);
        }
    }

    private static void execute(String url, String user, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    @Tag("slow")
    void isNotReadyWherePostgresIsReadOnlyForAWhile() throws SQLException {
        DatabasePlace.Postgres place = TestDatabases.postgres();
        try (TestServer server = TestServer.start(
                folder, settings -> settings.withJournal(settings.journal().in(place)), new Bank())) {
            assertThat(open(server, "a").status()).isEqualTo(200);

            readOnly(place, true);
            await(
                    "it is noticed",
                    () -> health(server, "ready").body().path("detail").asText().contains("read-only transaction"));
            assertThat(health(server, "live").status()).isEqualTo(200);
            assertThat(open(server, "b").status()).isEqualTo(503);
            await(
                    "streams can be read",
                    () -> server.client().get("/streams/account/a").status() == 200);
            assertThatThrownBy(() -> TestServer.start(
                            folder,
                            settings -> settings.withJournal(settings.journal().in(place)),
                            new Bank()))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("cannot be written: ERROR: cannot execute UPDATE in a read-only transaction");

            readOnly(place, false);
            await("it is ready", () -> health(server, "ready").status() == 200);
            await("it takes commands", () -> open(server, "b").status() == 200);
        }
    }

    /** As after a change of the server's settings, or of the server; sessions end with it. */
    private static void readOnly(DatabasePlace.Postgres place, boolean is) throws SQLException {
        String database = place.url().replaceAll(".*/(\\w+).*", "$1");
        execute(
                place.url().replace("/" + database, "/postgres"),
                place.user(),
                "ALTER DATABASE " + database + " SET default_transaction_read_only = " + (is ? "on" : "off"));
        if (is) {
            execute(
                    place.url().replace("/" + database, "/postgres"),
                    place.user(),
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + database + "'");
        }
    }
}
