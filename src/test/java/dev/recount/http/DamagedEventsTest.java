package dev.recount.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.example.bank.Bank;
import dev.recount.server.TestServer;
import dev.recount.server.TestSubscription;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log with events in it that today's code did not write. */
class DamagedEventsTest {

    @TempDir
    Path data;

    private void set(String column, @Nullable Object value, int version) throws SQLException {
        try (Connection journal = DriverManager.getConnection(
                        "jdbc:h2:file:" + data.resolve("journal") + ";DATABASE_TO_LOWER=TRUE", "recount", "");
                PreparedStatement update = journal.prepareStatement(
                        "UPDATE event_journal SET " + column + " = ? WHERE sequence_number = ?")) {
            update.setObject(1, value);
            update.setLong(2, version);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    @Test
    void goOutAsFarAsTheyCanBeReadAndHoldNobodyUp() throws SQLException, IOException {
        try (TestServer server = TestServer.start(data, new Bank())) {
            BankAccount account = BankAccount.open(server.client());
            for (int i = 0; i < 3; i++) {
                assertThat(account.deposit().status()).isEqualTo(200);
            }
            set("event_ser_manifest", "account.Renamed/7", 2);
            set("event_hash", null, 2); // as if a server of before had stored it
            set("event_payload", new byte[] {'{', '"', 0}, 3);
        }
        try (TestServer server = TestServer.start(data, new Bank());
                TestSubscription subscription =
                        TestSubscription.open(server.client(), "/events?event=account.Deposited")) {
            JsonNode events = server.client().get("/events").body().path("events");

            assertThat(events).hasSize(4);
            assertThat(events.path(1).path("type").asText()).isEqualTo("account.Renamed");
            assertThat(events.path(1).path("revision").asInt()).isEqualTo(7);
            assertThat(events.path(1).path("data").path("amount").asInt()).isEqualTo(700);
            JsonNode damaged = events.path(2);
            assertThat(damaged.fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder("specversion", "id", "source", "type", "version", "problem", "position");
            Problems.assertInnocent(damaged.path("problem").asText());
            assertThat(subscription.nextEvent()).isEqualTo(damaged);
            assertThat(subscription.nextEvent().path("version").asInt()).isEqualTo(4);
            assertThat(server.client().get("/events?correlation=none").body().at("/events/0"))
                    .as("what may be of any conversation")
                    .isEqualTo(damaged);
            assertDecisionsAreTold(server);
        }
    }

    private static void assertDecisionsAreTold(TestServer server) {
        JsonNode decisions = server.client().get("/decisions").body().path("decisions");
        assertThat(decisions).hasSize(4);
        assertThat(decisions.at("/1/events").toString()).isEqualTo("[{\"version\":2,\"type\":\"account.Renamed\"}]");
        assertThat(decisions.at("/2").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("stream", "outcome", "version", "events", "problem");
        assertThat(decisions.at("/2/outcome").asText()).isEqualTo("accepted");
        assertThat(server.client().get("/decisions?outcome=rejected").body().path("decisions"))
                .isEmpty();
    }
}
