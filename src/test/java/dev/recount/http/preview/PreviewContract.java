package dev.recount.http.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.server.TestClient.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Previews of commands one by one, on every database. */
abstract class PreviewContract extends PreviewCase {

    private static final String KEY = "Idempotency-Key";

    private static void assertTold(Answer answer, int version, int coins) {
        JsonNode body = answer.body();
        assertThat(answer.status()).as("%s", body).isEqualTo(200);
        assertThat(body.path("dryRun").asBoolean()).isTrue();
        assertThat(body.path("version").asInt()).isEqualTo(version);
        assertThat(body.path("state").path("coins").asInt()).isEqualTo(coins);
        assertThat(body.path("events").path(0).path("version").asInt()).isEqualTo(version);
        assertThat(body.has("token")).isFalse();
        assertThat(answer.response().headers().map()).doesNotContainKeys("etag", "recount-token");
    }

    private static void assertNotAccepted(Answer answer, int status, String code) {
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.body().path("dryRun").asBoolean()).isTrue();
    }

    private void assertNothingIsStored(String till) {
        assertThat(get("/streams/till/" + till).status()).isEqualTo(404);
        assertThat(get("/streams/till/" + till + "/decisions").status()).isEqualTo(404);
        assertThat(get("/streams/till").body().path("streams")).isEmpty();
    }

    @Test
    void tellsWhatWouldHappenAndStoresNothing() {
        Answer told = send("till/a/Fill?dryRun=true", coins(5), KEY, "once");

        assertTold(told, 1, 5);
        assertThat(told.body().path("events").path(0).path("id").asText()).isEqualTo("till/a@1");
        assertThat(told.body().has("enriched")).isFalse();
        assertNothingIsStored("a");
        assertThat(fill("till/a/Fill", 5, KEY, "once").body().path("repeat").asBoolean())
                .isFalse();
    }

    @Test
    void tellsARejectionThatDoesNotComeOnRecord() {
        assertNotAccepted(send("till/b/Pay?dryRun=true", coins(5)), 422, "TOO_FEW");
        assertNotAccepted(send("till/b/Empty?dryRun=true", "{}"), 403, "NOT_PERMITTED");
        assertNothingIsStored("b");
    }

    @Test
    void leavesTheStreamToGoOnAsBefore() {
        fill("till/c/Fill", 5);
        assertTold(send("till/c/Pay?dryRun=true", coins(2)), 2, 3);
        assertTold(send("till/c/Pay?dryRun=true", coins(4)), 2, 1);

        Answer paid = send("till/c/Pay", coins(1));

        assertThat(paid.body().path("version").asInt()).isEqualTo(2);
        assertThat(get("/streams/till/c").body().path("state").path("coins").asInt())
                .isEqualTo(4);
    }

    @Test
    void meetsTheExpectedVersion() {
        fill("till/d/Fill", 5);

        assertTold(send("till/d/Pay?dryRun=true", coins(1), "If-Match", "\"1\""), 2, 4);
        assertNotAccepted(send("till/d/Pay?dryRun=true", coins(1), "If-Match", "\"7\""), 412, "VERSION_CONFLICT");
        assertNotAccepted(
                send("till/d/Pay?dryRun=true&version=0", coins(1), "If-Match", "\"1\""), 412, "VERSION_CONFLICT");
    }

    @Test
    void tellsOfARepeatAsSendingWould() {
        fill("till/e/Fill", 5, KEY, "one");
        fill("till/e/Fill", 6);

        JsonNode repeat = send("till/e/Fill?dryRun=true", coins(5), KEY, "one").body();

        assertThat(repeat.path("repeat").asBoolean()).isTrue();
        assertThat(repeat.path("dryRun").asBoolean()).isTrue();
        assertThat(repeat.path("token").asText()).isEqualTo("till/e@1");
        assertThat(repeat.path("state").path("coins").asInt()).isEqualTo(5);
        assertNotAccepted(send("till/e/Fill?dryRun=true", coins(7), KEY, "one"), 409, "COMMAND_ID_REUSED");
        assertThat(send("till/e/Fill?dryRun=true&version=2", coins(5), KEY, "one")
                        .body()
                        .path("events")
                        .path(0)
                        .path("version")
                        .asInt())
                .isEqualTo(1);
        assertTold(send("till/e/Fill?dryRun=true&version=0", coins(5), KEY, "one"), 1, 5);
    }

    @Test
    void meetsThePastAtItsTime() {
        fill("till/f/Fill", 5, "Recount-Time", "1993-01-01T00:00:00Z");
        fill("till/f/Fill", 10, "Recount-Time", "1994-01-01T00:00:00Z");

        assertTold(send("till/f/Pay?dryRun=true&version=1", coins(2)), 2, 3);
        assertTold(send("till/f/Pay?dryRun=true&at=1993-06-30", coins(2)), 2, 3);
        assertTold(send("till/f/Fill?dryRun=true&at=1992-01-01", coins(2)), 1, 2);
        assertTold(send("till/f/Fill?dryRun=true&known=recorded", coins(2)), 3, 17);
        assertNotAccepted(send("till/f/Pay?dryRun=true&version=1", coins(9)), 422, "TOO_FEW");
        assertThat(time("till/f/Pay?dryRun=true&version=1")).isEqualTo("1993-01-01T00:00:00Z");
        assertThat(time("till/f/Pay?dryRun=true&at=1993-06-30T12:00:00Z")).isEqualTo("1993-06-30T12:00:00Z");
        assertNotAccepted(send("till/f/Pay?dryRun=true&version=3", coins(1)), 404, "NOT_FOUND");
        assertThat(get("/streams/till/f").body().path("version").asInt()).isEqualTo(2);
    }

    private String time(String path) {
        return send(path, coins(1)).body().path("events").path(0).path("time").asText();
    }

    @Test
    void asksNothingOutsideUnlessThatIsWanted() {
        int before = Till.LOOKED_UP.get();
        Answer plain = send("exchange/g/Change?dryRun=true", coins(2));
        Answer past = send("exchange/g/Change?dryRun=true&version=0", coins(2));

        assertThat(Till.LOOKED_UP.get()).isEqualTo(before);
        assertTold(plain, 1, 2);
        assertTold(past, 1, 2);
        assertThat(plain.body().path("enriched").toString()).isEqualTo("false");
        assertThat(past.body().path("enriched").toString()).isEqualTo("false");

        Answer enriched = send("exchange/g/Change?dryRun=true&enrich=true", coins(2));
        assertTold(enriched, 1, 6);
        assertThat(enriched.body().path("enriched").toString()).isEqualTo("true");
        assertTold(send("exchange/g/Change?dryRun=true&enrich=true&version=0", coins(2)), 1, 6);
        assertThat(Till.LOOKED_UP.get()).isEqualTo(before + 2);
    }

    @Test
    void isNotMistakenForACommand() {
        for (String query :
                List.of("enrich=true", "version=1", "at=1993-01-01", "known=recorded", "dryRun=no", "dry=1")) {
            Answer refused = send("till/h/Fill?" + query, coins(1));
            assertThat(refused.status()).as(query).isEqualTo(400);
            assertThat(refused.body().path("detail").asText())
                    .startsWith(query.substring(0, query.indexOf('=')) + ": ");
        }
        assertThat(bulk("?version=1", line("till/h", "Fill", 1))
                        .getFirst()
                        .path("status")
                        .asInt())
                .isEqualTo(400);
        assertNothingIsStored("h");
    }

    @Test
    void isNotCountedAmongTheCommands() {
        fill("till/i/Fill", 1);
        String counted = "recount_commands_total{command=\"Fill\"";
        List<String> before = lines(counted);

        send("till/i/Fill?dryRun=true", coins(1));
        send("till/i/Fill?dryRun=true&version=1", coins(1));

        assertThat(before).isNotEmpty();
        assertThat(lines(counted)).isEqualTo(before);
    }

    private List<String> lines(String start) {
        return client.sendText(
                        client.request("/metrics").header("X-User", "ann").build())
                .lines()
                .filter(line -> line.startsWith(start))
                .toList();
    }

    @Test
    void followsTheLinesOfEachStreamInOrder() {
        fill("till/j/Fill", 3);

        List<JsonNode> results = bulk(
                "?dryRun=true",
                line("till/j", "Pay", 2),
                line("till/j", "Pay", 2),
                line("till/j", "Fill", 5),
                line("till/k", "Pay", 1),
                line("till/j", "Pay", 4));

        assertThat(results)
                .allMatch(result -> result.path("dryRun").asBoolean())
                .extracting(
                        result -> result.path("line").asInt(),
                        result -> result.path("status").asInt(),
                        result -> result.path("version").asInt(),
                        result -> result.path("state").path("coins").asInt())
                .containsExactlyInAnyOrder(
                        tuple(1, 200, 2, 1),
                        tuple(2, 422, 0, 0),
                        tuple(3, 200, 3, 6),
                        tuple(4, 422, 0, 0),
                        tuple(5, 200, 4, 2));
        assertThat(get("/streams/till/j").body().path("version").asInt()).isEqualTo(1);
        assertThat(get("/streams/till/k").status()).isEqualTo(404);
    }

    @Test
    void meetsThePastWithAllLines() {
        fill("till/l/Fill", 3);
        fill("till/l/Fill", 30);

        List<JsonNode> results = bulk(
                "?dryRun=true&version=1",
                line("till/l", "Pay", 3),
                line("till/l", "Pay", 1),
                line("till/m", "Fill", 1));

        assertThat(results)
                .extracting(
                        result -> result.path("line").asInt(),
                        result -> result.path("status").asInt())
                .containsExactlyInAnyOrder(tuple(1, 200), tuple(2, 422), tuple(3, 404));
    }

    @Test
    void tellsALineThatComesTwiceAsTheRepeatThatItWouldBe() {
        String line = line("till/n", "Fill", 1).replace("}}", "},\"id\":\"once\"}");

        assertThat(bulk("?dryRun=true", line, line))
                .extracting(
                        result -> result.path("version").asInt(),
                        result -> result.path("repeat").asBoolean())
                .containsExactly(tuple(1, false), tuple(1, true));
    }
}
