package dev.recount.http.decisions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recount.server.Pause;
import dev.recount.server.TestClient.Answer;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What senders note beside their commands, on every database. */
abstract class MetadataContract extends VaultCase {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String CHANNEL = "Recount-Meta-Channel";

    private Answer put(String vault, int things, String... headers) {
        return send(vault + "/Put", "{\"things\":" + things + "}", headers);
    }

    @Test
    void isToldWithEventsDecisionsAndHistory() {
        put("a", 2, CHANNEL, "web", "recount-meta-CAMPAIGN", "spring 26");
        Answer accepted = send("a/Take", "{\"things\":2,\"why\":\"joy\"}", CHANNEL, "shop");
        put("a", 1);

        assertThat(accepted.body().path("events").valueStream())
                .extracting(event -> text(event, "metachannel"))
                .containsExactly("shop", "shop");
        JsonNode events = get("/streams/vault/a/events").body().path("events");
        assertThat(events.valueStream())
                .extracting(event -> text(event, "metachannel"), event -> text(event, "metacampaign"))
                .containsExactly(tuple("web", "spring 26"), tuple("shop", ""), tuple("shop", ""), tuple("", ""));
        assertThat(decisions("a"))
                .extracting(decision -> decision.path("meta").toString())
                .containsExactly("{\"campaign\":\"spring 26\",\"channel\":\"web\"}", "{\"channel\":\"shop\"}", "");
        assertThat(get("/streams/vault/a/history").body().path("history").valueStream())
                .extracting(entry -> text(entry, "meta", "channel"))
                .containsExactly("web", "shop", "shop", "");
    }

    @Test
    void isOnRecordWithRejectionsAndSeenByWhatIsDecided() {
        put("b", 5);
        Answer rejected = send("b/Take", "{\"things\":1,\"why\":\"joy\"}", CHANNEL, "phone");

        assertThat(rejected.status()).isEqualTo(422);
        assertThat(rejected.code()).isEqualTo("NOT_BY_PHONE");
        assertThat(text(decisions("b").getLast(), "reason")).isEqualTo("NOT_BY_PHONE");
        assertThat(decisions("b").getLast().path("meta").toString()).isEqualTo("{\"channel\":\"phone\"}");
        assertThat(Pause.untilThere(() -> decisionsOfAll("?meta.channel=phone"), found -> !found.isEmpty()))
                .extracting(decision -> text(decision, "reason"))
                .containsExactly("NOT_BY_PHONE");
    }

    private List<JsonNode> decisionsOfAll(String query) {
        Answer answer = get("/decisions" + query);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer.body().path("decisions").valueStream().toList();
    }

    @Test
    void canBeAskedFor() {
        put("c", 1, CHANNEL, "web");
        put("d", 1, CHANNEL, "web", "Recount-Meta-Campaign", "spring");
        put("c", 1, CHANNEL, "shop");
        put("c", 1);

        Pause.until(() -> ids("/events").size() == 4);
        assertThat(ids("/events?meta.channel=web")).containsExactly("vault/c@1", "vault/d@1");
        assertThat(ids("/events?meta.channel=web&meta.campaign=spring")).containsExactly("vault/d@1");
        assertThat(ids("/events?meta.channel=web&meta.campaign=autumn")).isEmpty();
        assertThat(ids("/streams/vault/c/events?meta.channel=shop")).containsExactly("vault/c@2");
        assertThat(decisionsOfAll("?meta.channel=web"))
                .extracting(decision -> text(decision, "stream"))
                .containsExactly("vault/c", "vault/d");
    }

    private List<String> ids(String path) {
        Answer answer = get(path);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer.body()
                .path("events")
                .valueStream()
                .map(event -> text(event, "id"))
                .toList();
    }

    @Test
    void isAskedForByTheNextPageToo() {
        IntStream.rangeClosed(1, 3).forEach(_ -> {
            put("e", 1, CHANNEL, "web");
            put("e", 1);
        });

        Pause.until(() -> ids("/events").size() == 6);
        Answer first = get("/events?meta.channel=web&limit=2");

        assertThat(ids(text(first.body(), "next"))).containsExactly("vault/e@5");
        assertThat(text(get("/decisions?meta.channel=web&limit=2").body(), "next"))
                .contains("meta.channel=web");
    }

    @Test
    void isRefusedUnderANameThatTheDomainDoesNotList() {
        Answer refused = put("f", 1, "Recount-Meta-Colour", "red");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(text(refused.body(), "detail"))
                .isEqualTo("Recount-Meta-Colour: is not known for vault; known are campaign, channel");
        assertThat(get("/streams/vault/f").status()).isEqualTo(404);
        Answer unknown = get("/events?meta.colour=red");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(text(unknown.body(), "detail")).startsWith("meta.colour: ").contains("meta.channel");
    }

    @Test
    void isRefusedWhereItCannotBeKept() {
        assertThat(text(put("g", 1, CHANNEL, "a".repeat(257)).body(), "detail"))
                .isEqualTo(CHANNEL + ": must be 1 to 256 printable ASCII characters");
        assertThat(text(put("g", 1, CHANNEL, "one", CHANNEL, "two").body(), "detail"))
                .isEqualTo(CHANNEL + ": is there more than once");
        assertThat(put("g", 1, CHANNEL, "a".repeat(256)).status()).isEqualTo(200);
    }

    @Test
    void isNoPartOfWhatTellsARepeat() {
        put("h", 1, "Idempotency-Key", "once", CHANNEL, "web");

        Answer again = put("h", 1, "Idempotency-Key", "once", CHANNEL, "shop");

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body().path("repeat").asBoolean()).isTrue();
        assertThat(text(again.body().path("events").path(0), "metachannel")).isEqualTo("web");
    }

    @Test
    void isNotInheritedByWhatHandlersSend() {
        put("taxed", 1, CHANNEL, "web");

        assertThat(sentByHandler()).isNotEmpty().noneMatch(decision -> decision.has("meta"));
    }

    private List<JsonNode> sentByHandler() {
        return Pause.untilThere(() -> decisionsOfAll("?principal=handler:tithe"), decisions -> !decisions.isEmpty());
    }

    @Test
    void comesWithEachLineOfABulkRequest() {
        List<JsonNode> results = bulk(
                "{\"stream\":\"vault/i\",\"command\":\"Put\",\"data\":{\"things\":1},\"meta\":{\"channel\":\"web\"}}",
                "{\"stream\":\"vault/i\",\"command\":\"Put\",\"data\":{\"things\":1}}",
                "{\"stream\":\"vault/j\",\"command\":\"Put\",\"data\":{\"things\":1},\"meta\":{\"colour\":\"red\"}}",
                "{\"stream\":\"vault/k\",\"command\":\"Put\",\"data\":{\"things\":1},\"meta\":{\"channel\":1}}",
                "{\"stream\":\"vault/l\",\"command\":\"Put\",\"data\":{\"things\":1},\"meta\":[]}");

        assertThat(results)
                .extracting(result -> result.path("line").asInt(), result -> text(result, "detail"))
                .containsExactlyInAnyOrder(
                        tuple(1, ""),
                        tuple(2, ""),
                        tuple(3, "meta.colour: is not known for vault; known are campaign, channel"),
                        tuple(4, "meta: channel: must be a text"),
                        tuple(5, "meta: must be a JSON object"));
        assertThat(get("/streams/vault/i/events").body().path("events").valueStream())
                .extracting(event -> text(event, "metachannel"))
                .containsExactly("web", "");
    }

    private List<JsonNode> bulk(String... lines) {
        HttpRequest request = client.request("/streams")
                .header("Content-Type", "application/x-ndjson")
                .header(USER, "ann")
                .POST(HttpRequest.BodyPublishers.ofString(String.join("\n", lines)))
                .build();
        return client.sendText(request).lines().map(MetadataContract::json).toList();
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException noJson) {
            throw new AssertionError(line, noJson);
        }
    }
}
