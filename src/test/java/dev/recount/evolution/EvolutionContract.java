package dev.recount.evolution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A journal that was written years ago, read by the domain of today in every way that there is, on every database. */
@Tag("slow")
abstract class EvolutionContract extends EvolutionCase {

    @Test
    void hasTheStatesThatItsEventsLeadToNowAndThen() {
        TestClient client = start();

        assertThat(client.get("/streams/article/bolt").body().path("state").toString())
                .isEqualTo(
                        "{\"name\":\"Bolt\",\"price\":12.00,\"quantity\":45,\"cities\":[\"Brno\"],\"discontinued\":false}");
        assertThat(client.get("/streams/article/nut").body().path("state").toString())
                .isEqualTo("{\"name\":\"Nut M8\",\"price\":1.20,\"quantity\":300,\"cities\":[],\"discontinued\":true}");
        JsonNode washer = client.get("/streams/article/washer").body();
        assertThat(washer.path("version").asInt())
                .as("a dropped event keeps its place")
                .isEqualTo(1);
        assertThat(client.get("/streams/article/bolt?version=3")
                        .body()
                        .path("state")
                        .toString())
                .contains("\"name\":\"Bolt M8\",\"price\":11.00,\"quantity\":42");
        assertThat(client.get("/streams/article/bolt?at=2019-03-10")
                        .body()
                        .path("version")
                        .asInt())
                .isEqualTo(6);
    }

    @Test
    void takesNewCommandsOnTopOfWhatThereIs() throws SQLException {
        TestClient client = start();

        Answer shipped = client.post(
                "/streams/article/bolt/Ship",
                "{\"quantity\":45,\"address\":{\"street\":\"Dlouhá 2\",\"city\":\"Praha\"}}",
                "If-Match",
                "\"8\"");
        Answer toomuch = client.post(
                "/streams/article/bolt/Ship",
                "{\"quantity\":1,\"address\":{\"street\":\"Dlouhá 2\",\"city\":\"Praha\"}}");
        Answer registered = client.post("/streams/article/pin/Register", "{\"name\":\"pin\",\"price\":0.05}");
        Answer onDropped = client.post("/streams/article/washer/Stock", "{\"quantity\":7}", "If-Match", "\"1\"");
        stop();

        assertThat(shipped.body().path("version").asInt()).isEqualTo(9);
        assertThat(toomuch.code()).isEqualTo("OUT_OF_STOCK");
        assertThat(registered.body().path("events").path(0).path("revision").asInt())
                .isEqualTo(3);
        assertThat(onDropped.body().path("version").asInt()).isEqualTo(2);
        List<JournalOfBefore.Row> rows = before().read();
        assertThat(rows).extracting(row -> row.stored().manifest()).contains("article.Registered/3");
        assertThat(JournalOfBefore.broken(rows)).isEmpty();
    }

    @Test
    void repeatsWhatCommandsLedToThatCanBeSentNoMore() {
        TestClient client = start();
        String register = "{ \"cents\":1050.0,\"name\":\"bolt\"}";
        String overhaul = "{\"name\":\"Nut M8\",\"cents\":120,\"count\":300}";

        Answer first = client.post("/streams/article/bolt/Register", register, "Idempotency-Key", "old-1");
        Answer removed = client.post("/streams/article/nut/Overhaul", overhaul, "Idempotency-Key", "old-10");
        Answer other = client.post(
                "/streams/article/bolt/Register", register.replace("1050", "1051"), "Idempotency-Key", "old-1");
        Answer more = client.post(
                "/streams/article/nut/Overhaul", overhaul.replace("}", ",\"note\":\"\"}"), "Idempotency-Key", "old-10");
        Answer elsewhere = client.post("/streams/article/bolt/Overhaul", overhaul, "Idempotency-Key", "old-10");

        assertThat(first.status()).as("%s", first.body()).isEqualTo(200);
        assertThat(first.body().path("version").asInt()).isEqualTo(1);
        assertThat(first.body().path("repeat").asBoolean()).isTrue();
        assertThat(first.body().path("state").path("name").asText()).isEqualTo("bolt");
        assertThat(removed.status()).as("%s", removed.body()).isEqualTo(200);
        assertThat(removed.body().path("version").asInt()).isEqualTo(6);
        assertThat(List.of(other.status(), more.status(), elsewhere.status())).containsExactly(400, 404, 404);
        assertThat(client.post("/streams/article/bolt/Register", register, "Idempotency-Key", "new")
                        .status())
                .isEqualTo(400);
        assertThat(client.post("/streams/article/bolt/Register", register).status())
                .isEqualTo(400);
        assertThat(client.get("/streams/article/bolt").body().path("version").asInt())
                .isEqualTo(8);
    }

    @Test
    void repeatsThemInBulkToo() {
        TestClient client = start();
        String line = "{\"stream\":\"article/nut\",\"command\":\"Overhaul\","
                + "\"data\":{\"name\":\"Nut M8\",\"cents\":120,\"count\":300},\"id\":\"old-10\"}";

        List<JsonNode> results = client.bulk(List.of(line, line.replace("old-10", "new"), line.replace("120", "121")));

        assertThat(results)
                .extracting(result -> result.path("line").asInt() + " "
                        + result.path("status").asInt())
                .containsExactlyInAnyOrder("1 200", "2 404", "3 404");
        assertThat(results)
                .filteredOn(result -> result.path("line").asInt() == 1)
                .allSatisfy(result -> {
                    assertThat(result.path("version").asInt()).isEqualTo(6);
                    assertThat(result.path("repeat").asBoolean()).isTrue();
                });
    }

    @Test
    void keepsItsBytesWhateverIsReadOfIt() throws IOException, SQLException {
        TestClient client = start();
        client.get("/streams/article/bolt");
        readPages(client, "/events?limit=100");
        stop();

        List<JournalOfBefore.Row> now = before().read().stream()
                .filter(row -> row.persistenceId().startsWith("article|"))
                .toList();

        assertThat(now).usingRecursiveComparison().isEqualTo(JournalOfBefore.written());
        assertThat(JournalOfBefore.broken(now)).isEmpty();
        assertThat(before().storedNames())
                .contains("article.Updated/1", "article.Touched/1")
                .doesNotHaveDuplicates();
    }

    @Test
    void tellsTheEventsOfAStreamInTodaysForm() {
        TestClient client = start();

        JsonNode page =
                client.get("/streams/article/bolt/events?after=1&limit=2").body();
        JsonNode rest = client.get(page.path("next").asText()).body();

        assertThat(lines(page.path("events")))
                .containsExactly(
                        "article/bolt@2 article.Stocked",
                        "article/bolt@3 article.Renamed",
                        "article/bolt@3.2 article.Repriced");
        assertThat(page.path("events").path(0).path("data").toString())
                .isEqualTo(
                        "{\"quantity\":42,\"lots\":[{\"code\":\"L-1\",\"count\":40},{\"code\":\"L-2\",\"count\":2}]}");
        JsonNode repriced = page.path("events").path(2);
        assertThat(repriced.path("data").toString()).isEqualTo("{\"price\":11.00,\"currency\":\"CZK\"}");
        assertThat(repriced.path("version").asInt()).isEqualTo(3);
        assertThat(repriced.path("revision").asInt()).isEqualTo(2);
        assertThat(lines(rest.path("events")).getFirst()).isEqualTo("article/bolt@5 article.Stocked");
        assertThat(client.get("/streams/article/washer/events").body().path("events"))
                .isEmpty();
    }

    @Test
    void tellsTheDecisionsOfThenWithTheEventsOfToday() {
        TestClient client = start();

        for (int limit = 1; limit <= 9; limit++) {
            var decisions = new ArrayList<String>();
            String next = "/streams/article/bolt/decisions?limit=" + limit;
            JsonNode page;
            do {
                page = client.get(next).body();
                page.path("decisions").forEach(each -> decisions.add(decision(each)));
                next = page.path("next").asText();
            } while (!page.path("head").asBoolean());
            assertThat(decisions)
                    .as("pages of %d", limit)
                    .containsExactly(
                            "1 Register [article.Registered]",
                            "2 Receive [article.Stocked]",
                            "3 Update [article.Renamed, article.Repriced]",
                            "4 Touch []",
                            "5 Restock [article.Stocked]",
                            "6 Send [article.Shipped]",
                            "7 Update [article.Renamed]",
                            "8 Update [article.Renamed, article.Repriced]");
        }
    }

    private static String decision(JsonNode decision) {
        return decision.path("version").asText() + " "
                + decision.path("command").path("name").asText() + " "
                + decision.path("events")
                        .valueStream()
                        .map(event -> event.path("type").asText())
                        .toList();
    }

    @Test
    void tellsOfWhatIsNoEventAnyMoreWhenAndBecauseOfWhomItHappened() {
        JsonNode washer = start().get("/streams/article/washer/history").body().path("history");

        assertThat(washer).hasSize(1);
        JsonNode dropped = washer.path(0);
        assertThat(dropped.path("events")).isEmpty();
        assertThat(dropped.path("time").asText()).startsWith("2019-03-");
        assertThat(dropped.path("recorded").asText()).startsWith("2019-04-01T08:00:00");
        assertThat(dropped.path("principal").asText()).isEqualTo("anonymous");
        assertThat(dropped.path("correlation").asText()).isEqualTo("history");
        assertThat(dropped.path("command").path("name").asText()).isEqualTo("Touch");
    }

    @Test
    void answersACommandOfThenThatComesAgainWithTheEventsOfToday() {
        Answer again = start().post(
                        "/streams/article/nut/Discontinue",
                        "{\"reason\":\"nobody wants it\"}",
                        "Idempotency-Key",
                        "old-13");

        assertThat(again.body().path("repeat").asBoolean()).isTrue();
        assertThat(lines(again.body().path("events"))).containsExactly("article/nut@7 article.Discontinued");
    }

    @Test
    void isCountedByViewsOnceForEachEventOfToday() {
        TestClient client = start();

        await(
                "the view",
                () -> client.get("/views/articles/bolt")
                                .body()
                                .path("row")
                                .path("events")
                                .asInt()
                        == 9);

        JsonNode bolt = client.get("/views/articles/bolt").body().path("row");
        assertThat(bolt.path("name").asText()).isEqualTo("Bolt");
        assertThat(bolt.path("price").decimalValue()).isEqualByComparingTo("12.00");
        assertThat(bolt.path("currency").asText()).isEqualTo("CZK");
        assertThat(bolt.path("quantity").asInt()).isEqualTo(45);
        await(
                "all",
                () -> client.get("/views/happenings?limit=100")
                                .body()
                                .path("rows")
                                .size()
                        == 15);
    }

    @Test
    void isReactedToOnceForEachEventOfToday() {
        TestClient client = start();
        await(
                "the notes",
                () -> notes(client, "bolt").size() == 9 && notes(client, "nut").size() == 6);

        assertThat(notes(client, "nut"))
                .containsExactly(
                        "article/nut@1 Registered",
                        "article/nut@2 Repriced",
                        "article/nut@5 Renamed",
                        "article/nut@5.2 Repriced",
                        "article/nut@6 Stocked",
                        "article/nut@7 Discontinued");
        JsonNode noted = client.get("/streams/ledger/nut/events").body().path("events");
        assertThat(noted.valueStream().map(event -> event.path("causationid").asText()))
                .containsSequence("article/nut@5", "article/nut@5.2");
        assertThat(noted.valueStream().map(event -> event.path("commandid").asText()))
                .doesNotHaveDuplicates();
    }

    private static List<String> notes(TestClient client, String article) {
        JsonNode state = client.get("/streams/ledger/" + article).body().path("state");
        return state.path("notes").valueStream().map(JsonNode::asText).toList();
    }

    @Test
    void isParkedAsAWholeWhereAReactionToOneOfItsEventsFails() {
        warehouse.failingOn("article/nut@5.2");
        TestClient client = start();
        String parked = "/admin/handlers/note/parked";
        await("parking", () -> client.get(parked).body().path("parked").size() == 3);

        JsonNode first = client.get(parked).body().path("parked").path(0);
        assertThat(first.path("stream").asText()).isEqualTo("article/nut");
        assertThat(first.path("version").asInt()).isEqualTo(5);
        assertThat(first.path("type").asText()).isEqualTo("article.Renamed, article.Repriced");
        warehouse.recover();
        client.post(parked + "/article/nut/retry", "");
        await("the rest", () -> notes(client, "nut").size() == 6);

        assertThat(client.get("/streams/ledger/nut").body().path("version").asInt())
                .as("what was done before it failed is not done again")
                .isEqualTo(6);
    }
}
