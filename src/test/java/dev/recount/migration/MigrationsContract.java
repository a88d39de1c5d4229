package dev.recount.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.metrics.Scrape;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Migrations of streams into streams of another type, whatever the database. Each test has a migration of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MigrationsContract {

    private Path folder;
    private JournalSettings journal;
    private Treasury treasury;
    private TestServer server;
    private TestClient client;

    abstract DatabaseKind kind();

    @BeforeAll
    void open(@TempDir Path shared) {
        folder = shared;
        journal = TestDatabases.settings(kind(), folder);
        start(new Treasury());
    }

    private void start() {
        start(new Treasury());
    }

    private void start(Treasury domain) {
        treasury = domain;
        server = TestServer.start(folder, settings -> settings.withJournal(journal), treasury);
        client = server.client();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Answer put(String stream, long amount, String place, String... headers) {
        return client.post(
                "/streams/" + stream + "/Put", "{\"amount\":%d,\"place\":\"%s\"}".formatted(amount, place), headers);
    }

    private void filled(String stream, long amount, String place, String... headers) {
        Answer answer = put(stream, amount, place, headers);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    }

    private JsonNode migration(String name) {
        Answer answer = client.get("/admin/migrations/" + name);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer.body();
    }

    private void migrate(String name) {
        assertThat(client.post("/admin/migrations/" + name, "{}").status()).isEqualTo(200);
    }

    private void awaitDone(String name) {
        Pause.until(() -> client.get("/admin/migrations/" + name)
                .body()
                .path("state")
                .asText()
                .equals("DONE"));
    }

    private long total(String stream) {
        Answer answer = client.get("/streams/" + stream);
        return answer.status() == 200
                ? answer.body().path("state").path("total").asLong()
                : -1;
    }

    private List<JsonNode> events(String stream) {
        return StreamSupport.stream(
                        client.get("/streams/" + stream + "/events")
                                .body()
                                .path("events")
                                .spliterator(),
                        false)
                .toList();
    }

    private JsonNode row(String view, String id, String token) {
        return client.send(client.request("/views/" + view + "/" + id)
                        .header("Recount-After", token)
                        .build())
                .body()
                .path("row");
    }

    @Test
    void carriesEachStreamOverIntoOne() {
        filled("purse/1", 70, "hand", "Idempotency-Key", "first", "Recount-Time", "1993-01-01T12:00:00Z");
        filled("purse/1", 7, "hand", "Recount-Correlation", "shopping");
        filled("purse/2", 1, "hand");
        assertThat(migration("purse-to-chest").path("state").asText()).isEqualTo("NOT_BEGUN");
        String lag = "recount_migration_lag_events{migration=\"purse-to-chest\"}";
        assertThat(Scrape.of(client).value(lag)).isNaN();

        migrate("purse-to-chest");
        awaitDone("purse-to-chest");

        Scrape.await(client, now -> now.value(lag) == 0);
        assertThat(total("chest/1")).isEqualTo(77);
        assertThat(total("chest/2")).isEqualTo(1);
        assertThat(migration("purse-to-chest").path("closed").asLong()).isEqualTo(2);
        assertThat(migration("purse-to-chest").path("copied").asLong()).isLessThanOrEqualTo(3);
        theCopyTellsWhatItIsOf();
        theOldStreamShowsTheWay();
        viewsSeeEachFactOnceAndHandlersNone();
        streamsThatBeginLaterAreCarriedOverToo();
        nothingIsCopiedTwice();
    }

    private void theCopyTellsWhatItIsOf() {
        List<JsonNode> before = events("purse/1");
        List<JsonNode> after = events("chest/1");
        for (int i = 0; i < 2; i++) {
            for (String same : List.of("time", "recorded", "principal", "correlationid")) {
                assertThat(after.get(i).path(same))
                        .as(same)
                        .isEqualTo(before.get(i).path(same));
            }
            assertThat(after.get(i).path("causationid").asText()).isEqualTo("purse/1@" + (i + 1));
            assertThat(after.get(i).path("migratedfrom").asText()).isEqualTo("purse/1@" + (i + 1));
        }
        JsonNode last = before.getLast();
        assertThat(last.path("type").asText()).isEqualTo("purse.recount.Moved");
        assertThat(last.path("data").toString()).isEqualTo("{\"to\":[\"chest/1\"],\"migration\":\"purse-to-chest\"}");
        JsonNode inLog = Pause.untilThere(
                () -> client.get("/events?stream=chest/1").body().path("events").path(0),
                event -> !event.isMissingNode());
        assertThat(inLog.path("migratedfrom").asText()).isEqualTo("purse/1@1");
    }

    private void theOldStreamShowsTheWay() {
        Answer moved = put("purse/1", 7, "hand");
        assertThat(moved.status()).isEqualTo(308);
        assertThat(moved.response().headers().firstValue("Location")).contains("/streams/chest/1/Put");
        assertThat(moved.body().path("movedto").toString()).isEqualTo("[\"chest/1\"]");
        Answer read = client.get("/streams/purse/1");
        assertThat(read.status()).isEqualTo(308);
        assertThat(read.response().headers().firstValue("Location")).contains("/streams/chest/1");
        assertThat(total("purse/1?version=1")).isEqualTo(70);
        assertThat(total("purse/1?at=1993-01-01")).isEqualTo(70);
        assertThat(client.get("/streams/purse/1/history").body().path("history").size())
                .isEqualTo(3);
        Answer again = put("purse/1", 70, "hand", "Idempotency-Key", "first", "Recount-Time", "1993-01-01T12:00:00Z");
        assertThat(again.status()).as("%s", again.body()).isEqualTo(200);
        assertThat(again.body().path("repeat").asBoolean()).isTrue();
        JsonNode line = client.bulk(
                        List.of("{\"stream\":\"purse/1\",\"command\":\"Put\",\"data\":{\"amount\":1,\"place\":\"\"}}"))
                .getFirst();
        assertThat(line.path("status").asInt()).isEqualTo(308);
        assertThat(line.path("movedto").path(0).asText()).isEqualTo("chest/1");
        Answer corrected =
                client.post("/streams/purse/1/corrections", "{\"version\":1,\"read\":[],\"reason\":\"never was\"}");
        assertThat(corrected.status()).as("%s", corrected.body()).isEqualTo(410);
        assertThat(corrected.response().headers().firstValue("Location")).isEmpty();
    }

    private void viewsSeeEachFactOnceAndHandlersNone() {
        filled("chest/1", 3, "hand");
        assertThat(row("both", "1", "chest/1@3").path("facts").asLong()).isEqualTo(3);
        assertThat(row("both", "1", "chest/1@3").path("total").asLong()).isEqualTo(80);
        assertThat(row("chests", "1", "chest/1@3").path("facts").asLong()).isEqualTo(3);
        Pause.until(() -> treasury.reactedTo.contains("chest/1@3"));
        assertThat(treasury.reactedTo).contains("purse/1@1", "purse/1@2").doesNotContain("chest/1@1", "chest/1@2");
    }

    private void streamsThatBeginLaterAreCarriedOverToo() {
        filled("purse/9", 9, "hand");
        Pause.until(() -> client.get("/streams/purse/9").status() == 308);
        assertThat(total("chest/9")).isEqualTo(9);
        awaitDone("purse-to-chest");
    }

    private void nothingIsCopiedTwice() {
        long before = events("chest/1").size();
        migrate("purse-to-chest");
        client.post("/admin/migrations/purse-to-chest/pause", "{}");
        assertThat(migration("purse-to-chest").path("state").asText()).isEqualTo("PAUSED");
        stop();
        start();
        migrate("purse-to-chest");
        awaitDone("purse-to-chest");
        assertThat(events("chest/1")).hasSize((int) before);
        assertThat(client.get("/streams/purse/1").status()).isEqualTo(308);
        assertThat(total("chest/1")).isEqualTo(80);
    }

    @Test
    void splitsAStreamIntoSeveral() {
        filled("till/1", 5, "left");
        filled("till/1", 6, "right");
        filled("till/1", 7, "left");
        Answer correction = client.post(
                "/streams/till/1/corrections",
                "{\"version\":2,\"read\":[{\"event\":\"Filled\",\"data\":{\"amount\":60,\"place\":\"right\"}}],"
                        + "\"reason\":\"a slip of the pen\"}");
        assertThat(correction.status()).as("%s", correction.body()).isEqualTo(200);

        migrate("till-to-drawer");
        awaitDone("till-to-drawer");

        assertThat(total("drawer/1-left")).isEqualTo(12);
        assertThat(total("drawer/1-right")).as("as corrected").isEqualTo(60);
        for (Answer answer : List.of(put("till/1", 1, "left"), client.get("/streams/till/1"))) {
            assertThat(answer.status()).isEqualTo(410);
            assertThat(answer.code()).isEqualTo("MOVED");
            assertThat(answer.body().path("movedto").toString()).isEqualTo("[\"drawer/1-left\",\"drawer/1-right\"]");
        }
    }

    @Test
    void mergesStreamsIntoOneAndKeepsTimesInOrder() {
        filled("coin/1", 100, "", "Recount-Time", "2001-01-01T00:00:00Z");
        filled("coin/2", 20, "", "Recount-Time", "1999-01-01T00:00:00Z");
        filled("coin/3", 3, "", "Recount-Time", "2000-01-01T00:00:00Z");
        filled("coin/4", 5, "lost", "Recount-Time", "2002-01-01T00:00:00Z");
        correctWhatTheRuleCannotTake();

        migrate("collect");
        awaitDone("collect");

        assertThat(total("jar/all")).isEqualTo(4123);
        List<JsonNode> events = events("jar/all");
        assertThat(events.stream().map(event -> event.path("time").asText()))
                .isSorted()
                .hasSize(4);
        for (int coin = 1; coin <= 3; coin++) {
            assertThat(put("coin/" + coin, 1, "").response().headers().firstValue("Location"))
                    .contains("/streams/jar/all/Put");
        }
    }

    private void correctWhatTheRuleCannotTake() {
        Answer correction = client.post(
                "/streams/coin/4/corrections",
                "{\"version\":1,\"read\":[{\"event\":\"Filled\",\"data\":{\"amount\":4000,\"place\":\"\"}}],"
                        + "\"reason\":\"it was found\"}");
        assertThat(correction.status()).as("%s", correction.body()).isEqualTo(200);
    }

    @Test
    void stopsAtWhatTheNewRulesCannotFollowAndLosesNothing() {
        Chest.MENDED.set(false);
        filled("safe/1", 1, "");
        filled("safe/1", 13, "");
        filled("safe/1", 100, "");
        filled("safe/2", 2, "");

        migrate("safe-to-vault");

        Pause.until(() -> migration("safe-to-vault").path("problem").asText().contains("the rules failed"));
        Pause.until(() -> total("vault/2") == 2);
        assertThat(migration("safe-to-vault").path("problem").asText()).contains("safe/1@2");
        assertThat(total("vault/1")).isEqualTo(1);
        assertThat(total("safe/1")).as("goes on").isEqualTo(114);
        Answer correction =
                client.post("/streams/safe/1/corrections", "{\"version\":1,\"read\":[],\"reason\":\"never was\"}");
        assertThat(correction.status()).isEqualTo(409);
        assertThat(correction.code()).isEqualTo("MIGRATING");
        correctWhereNobodyKnowsOfTheMigration();
        Chest.MENDED.set(true);
        Pause.until(() -> migration("safe-to-vault").path("problem").asText().contains("corrects safe/2@1"));
        assertThat(client.send(client.request("/streams/safe/2/corrections/2?reason=too%20late")
                                .DELETE()
                                .build())
                        .status())
                .isEqualTo(200);
        awaitDone("safe-to-vault");
        assertThat(total("vault/2")).isEqualTo(2);
        assertThat(total("vault/1")).isEqualTo(114);
        assertThat(migration("safe-to-vault").has("problem")).isFalse();
    }

    /** As by a node of earlier code, which does not refuse it. */
    private void correctWhereNobodyKnowsOfTheMigration() {
        stop();
        start(new Treasury(false));
        Answer correction = client.post(
                "/streams/safe/2/corrections",
                "{\"version\":1,\"read\":[{\"event\":\"Filled\",\"data\":{\"amount\":20,\"place\":\"\"}}],"
                        + "\"reason\":\"a slip of the pen\"}");
        assertThat(correction.status()).as("%s", correction.body()).isEqualTo(200);
        stop();
        start();
    }

    @Test
    void tellsOfNoMigrationThatThereIsNot() {
        Answer answer = client.post("/admin/migrations/nowhere", "{}");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body().path("detail").asText()).contains("collect", "purse-to-chest");
        assertThat(client.get("/admin/migrations").body().path("migrations").size())
                .isEqualTo(4);
    }
}
