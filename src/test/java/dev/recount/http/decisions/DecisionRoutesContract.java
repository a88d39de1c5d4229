package dev.recount.http.decisions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.server.Pause;
import dev.recount.server.TestClient.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The answers of a server about its decisions, on every database. */
abstract class DecisionRoutesContract extends VaultCase {

    @Test
    void tellWhoAskedForWhatWhenAndWhyAndWhatCameOfIt() {
        Instant before = Instant.now();
        send("a/Put", "{\"things\":3}", "Idempotency-Key", "put-1", "Recount-Time", "1993-01-01T00:00:00Z");
        send("a/Take", "{\"things\":2,\"why\":\"joy\"}", "Idempotency-Key", "take-1", "Recount-Correlation", "talk");
        Answer rejected = send(
                "a/Take",
                TAKE,
                "Idempotency-Key",
                "take-2",
                "Recount-Correlation",
                "talk",
                USER,
                "ben",
                "Recount-Time",
                "2026-01-01T00:00:00.123456789Z");
        assertThat(rejected.status()).isEqualTo(409);
        rejected = send("a/Take", TAKE, "Idempotency-Key", "take-2", "Recount-Correlation", "talk", USER, "ben");
        assertThat(rejected.status()).isEqualTo(422);

        List<JsonNode> decisions = decisions("a");

        assertThat(decisions)
                .extracting(
                        each -> text(each, "outcome"), each -> text(each, "version"), each -> text(each, "principal"))
                .containsExactly(
                        tuple("accepted", "1", "ann"), tuple("accepted", "3", "ann"), tuple("rejected", "3", "ben"));
        assertThat(decisions.get(0).path("time").asText()).isEqualTo("1993-01-01T00:00:00Z");
        assertThat(decisions.get(1).path("events").toString())
                .isEqualTo("[{\"version\":2,\"type\":\"vault.Taken\"},{\"version\":3,\"type\":\"vault.Taken\"}]");
        JsonNode last = decisions.getLast();
        assertThat(last.path("command").toString())
                .isEqualTo("{\"id\":\"take-2\",\"name\":\"Take\",\"data\":" + TAKE + "}");
        assertThat(text(last, "reason")).isEqualTo("TOO_FEW").isEqualTo(rejected.code());
        assertThat(text(last, "message"))
                .isEqualTo("there are 1, not enough for fun")
                .isEqualTo(text(rejected.body(), "detail"));
        assertThat(text(last, "correlation")).isEqualTo("talk");
        assertThat(last.has("causation")).isFalse();
        assertThat(text(last, "time")).isEqualTo(text(last, "recorded"));
        assertThat(Instant.parse(text(last, "recorded"))).isBetween(before.minusMillis(1), Instant.now());
    }

    @Test
    void holdTheTimeThatARejectedCommandCameWith() {
        send("old/Take", TAKE, "Recount-Time", "0001-01-01T00:00:00.000000001Z");

        assertThat(decisions("old"))
                .extracting(each -> text(each, "time"), each -> text(each, "version"))
                .containsExactly(tuple("0001-01-01T00:00:00Z", "0"));
    }

    @Test
    void holdWhatTheAuthorizationRefuses() {
        assertThat(send("guarded/Empty", "{}").status()).isEqualTo(403);
        assertThat(send("guarded/Empty", "{}", USER, "keeper").status()).isEqualTo(200);

        JsonNode refused = decisions("guarded").getFirst();

        assertThat(text(refused, "reason")).isEqualTo("NOT_PERMITTED");
        assertThat(text(refused, "message")).contains("ann may not send Empty");
        assertThat(text(refused, "principal")).isEqualTo("ann");
        assertThat(text(refused, "version")).isEqualTo("0");
    }

    @Test
    void holdEachAttemptOfARejectedCommandAndNoRepeatOfAnAcceptedOne() {
        for (int i = 0; i < 2; i++) {
            send("again/Take", TAKE, "Idempotency-Key", "take");
            send("again/Put", "{\"things\":1}", "Idempotency-Key", "put");
        }

        assertThat(decisions("again"))
                .extracting(
                        each -> text(each, "command", "id"),
                        each -> text(each, "outcome"),
                        each -> text(each, "version"))
                .containsExactly(
                        tuple("take", "rejected", "0"), tuple("put", "accepted", "1"), tuple("take", "rejected", "1"));
    }

    @Test
    void holdNothingThatTheRulesWereNotAskedAbout() {
        send("asked/Put", "{\"things\":1}", "Idempotency-Key", "put");
        assertThat(send("asked/Put", "{\"things\":2}", "Idempotency-Key", "put").status())
                .isEqualTo(409);
        assertThat(send("asked/Put", "{\"things\":2}", "If-Match", "\"7\"").status())
                .isEqualTo(412);
        assertThat(send("asked/Put", "{\"thing\":2}").status()).isEqualTo(400);

        assertThat(decisions("asked")).hasSize(1);
    }

    @Test
    void holdWhatBulkRequestsAndHandlersWereRefused() {
        String lines = "{\"stream\":\"vault/bulk\",\"command\":\"Take\",\"data\":" + TAKE + ",\"id\":\"line-1\"}\n"
                + "{\"stream\":\"vault/taxed\",\"command\":\"Put\",\"data\":{\"things\":7},\"correlation\":\"talk\"}";
        client.sendText(client.request("/streams")
                .header(USER, "ann")
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(lines))
                .build());

        assertThat(decisions("bulk"))
                .extracting(each -> text(each, "command", "id"), each -> text(each, "principal"))
                .containsExactly(tuple("line-1", "ann"));
        JsonNode ofHandler = awaitDecision("tithe");
        assertThat(text(ofHandler, "principal")).isEqualTo("handler:tithe");
        assertThat(text(ofHandler, "causation")).isEqualTo("vault/taxed@1");
        assertThat(text(ofHandler, "correlation")).isEqualTo("talk");
        assertThat(text(ofHandler, "message")).isEqualTo("there are 0, not enough for tax");
    }

    private JsonNode awaitDecision(String vault) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        Answer answer = get("/streams/vault/" + vault + "/decisions");
        while (answer.status() != 200) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Pause.briefly();
            answer = get("/streams/vault/" + vault + "/decisions");
        }
        return answer.body().path("decisions").path(0);
    }

    @Test
    void arePagedToTheHeadAndOn() {
        for (int i = 0; i < 7; i++) {
            send("paged/Take", TAKE, "Idempotency-Key", "no-" + i);
            send("paged/Put", "{\"things\":0}", "Idempotency-Key", "yes-" + i);
        }
        List<String> ids = new ArrayList<>();
        JsonNode page = get("/streams/vault/paged/decisions?limit=3").body();
        while (!page.path("head").asBoolean()) {
            assertThat(page.path("decisions")).hasSize(3);
            page.path("decisions").forEach(each -> ids.add(text(each, "command", "id")));
            page = get(text(page, "next")).body();
        }
        page.path("decisions").forEach(each -> ids.add(text(each, "command", "id")));
        assertThat(ids).hasSize(14).doesNotHaveDuplicates().startsWith("no-0", "yes-0", "no-1");

        assertThat(get(text(page, "next")).body().path("decisions")).isEmpty();
        send("paged/Take", TAKE, "Idempotency-Key", "later");
        assertThat(get(text(page, "next")).body().path("decisions"))
                .extracting(each -> text(each, "command", "id"))
                .containsExactly("later");
    }

    @Test
    void areNotFoundWhereNothingWasDecided() {
        assertThat(get("/streams/vault/nothing/decisions").code()).isEqualTo("NOT_FOUND");
        assertThat(get("/streams/volt/a/decisions").status()).isEqualTo(404);
        send("only/Take", TAKE);
        assertThat(get("/streams/vault/only/decisions").status()).isEqualTo(200);
        assertThat(get("/streams/vault/only").status()).isEqualTo(404);
    }

    @Test
    void areNotAskedForInAnotherWay() {
        send("asked/Take", TAKE);
        for (String query : List.of(
                "after=x",
                "after=",
                "after=0-0-0",
                "after=-1-0",
                "after=%00",
                "after=zzzzzzzzzzzzz-0",
                "after=1-0",
                "after=zzzzzzzzzzzz-zzzzzzzzzzzz",
                "after=0-0&after=0-0",
                "limit=0",
                "limit=1001",
                "limit=x",
                "before=1")) {
            Answer answer = get("/streams/vault/asked/decisions?" + query);
            assertThat(answer.status()).as(query).isEqualTo(400);
            assertThat(text(answer.body(), "detail")).startsWith(query.substring(0, query.indexOf('=')) + ": ");
        }
        assertThat(get("/streams/vault/-asked/decisions").status()).isEqualTo(400);
        assertThat(client.get("/streams/vault/asked/decisions").code()).isEqualTo("UNAUTHENTICATED");
    }
}
