package dev.recount.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that handlers send together. */
abstract class HandlersSendTogetherContract {

    @TempDir
    Path folder;

    abstract DatabaseKind kind();

    private static String pay(TestClient client, String payment, String from, String to, int amount) {
        assertThat(client.post(
                                "/streams/payment/" + payment + "/Ask",
                                "{\"from\":\"%s\",\"to\":\"%s\",\"amount\":%d}".formatted(from, to, amount))
                        .status())
                .isEqualTo(200);
        return Pause.untilThere(
                () -> client.get("/streams/payment/" + payment)
                        .body()
                        .path("state")
                        .path("state")
                        .asText(),
                state -> !state.equals("asked"));
    }

    private static int money(TestClient client, String purse) {
        return client.get("/streams/purse/" + purse)
                .body()
                .path("state")
                .path("money")
                .asInt();
    }

    @Test
    void areAllCarriedOutOrNone() {
        JournalSettings journal = TestDatabases.settings(kind(), folder);
        try (TestServer server = TestServer.start(folder, settings -> settings.withJournal(journal), new Purses())) {
            TestClient client = server.client();
            client.post("/streams/purse/a/Put", "{\"amount\":100}");
            assertThat(pay(client, "1", "a", "b", 70)).isEqualTo("paid [1, 2]");
            assertThat(pay(client, "2", "a", "b", 70)).isEqualTo("1 NOT_ENOUGH");
            assertThat(pay(client, "3", "b", "a", 20)).isEqualTo("paid [3, 2]");
            assertThat(money(client, "a")).isEqualTo(50);
            assertThat(money(client, "b")).isEqualTo(50);
            JsonNode caused = client.get("/events?causation=payment/1@1").body().path("events");
            assertThat(caused)
                    .extracting(event -> event.path("source").asText())
                    .containsExactlyInAnyOrder("/streams/purse/a", "/streams/purse/b", "/streams/payment/1");
        }
    }

    @Test
    void areRefusedWhereTheyCannotBeSentTogether() {
        JournalSettings journal = TestDatabases.settings(kind(), folder);
        try (TestServer server = TestServer.start(folder, settings -> settings.withJournal(journal), new Purses())) {
            TestClient client = server.client();
            client.post("/streams/purse/a/Put", "{\"amount\":100}");
            client.post("/streams/payment/1/Ask", "{\"from\":\"a\",\"to\":\"a\",\"amount\":1}");
            String error = Pause.untilThere(
                    () -> client.get("/admin/handlers/pay/parked").body().toString(),
                    parked -> parked.contains("STREAM_TWICE"));
            assertThat(error).contains("purse/a is named twice");
            assertThat(money(client, "a")).isEqualTo(100);
        }
    }
}
