package dev.recount.http.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.database.DatabaseKind;
import dev.recount.server.TestClient.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The answers of a server about the decisions of all its streams. */
class DecisionLogRoutesTest extends VaultCase {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }

    private List<JsonNode> all(String query) {
        List<JsonNode> all = new ArrayList<>();
        JsonNode page = get("/decisions?" + query).body();
        page.path("decisions").forEach(all::add);
        while (!page.path("head").asBoolean()) {
            page = get(text(page, "next")).body();
            page.path("decisions").forEach(all::add);
        }
        return all;
    }

    private List<String> ids(String query) {
        return all(query).stream().map(each -> text(each, "command", "id")).toList();
    }

    private void decide() {
        send("x/Put", "{\"things\":3}", "Idempotency-Key", "x1", "Recount-Time", "1993-01-01T12:00:00Z");
        send("y/Put", "{\"things\":1}", "Idempotency-Key", "y1", "Recount-Correlation", "talk");
        send("x/Take", TAKE, "Idempotency-Key", "x2", "Recount-Correlation", "talk", USER, "ben");
        send("y/Take", TAKE, "Idempotency-Key", "y2");
        send("x/Take", "{\"things\":2,\"why\":\"joy\"}", "Idempotency-Key", "x3");
    }

    @Test
    void areToldInOneOrderWhereverPagesEnd() {
        decide();

        for (int limit = 1; limit < 7; limit++) {
            assertThat(ids("limit=" + limit)).containsExactly("x1", "y1", "x2", "y2", "x3");
        }
        JsonNode rejected = all("limit=1").get(2);
        assertThat(text(rejected, "stream")).isEqualTo("vault/x");
        assertThat(text(rejected, "reason")).isEqualTo("TOO_FEW");
        assertThat(rejected.at("/command/data").toString()).isEqualTo(TAKE);
        assertThat(all("limit=9").getLast().path("events").toString())
                .isEqualTo("[{\"version\":2,\"type\":\"vault.Taken\"},{\"version\":3,\"type\":\"vault.Taken\"}]");
    }

    @Test
    void areAskedForByOutcomeTypeAndCircumstances() {
        decide();

        assertThat(ids("outcome=rejected")).containsExactly("x2", "y2");
        assertThat(ids("outcome=accepted&limit=1")).containsExactly("x1", "y1", "x3");
        assertThat(ids("type=vault&correlation=talk&limit=1")).containsExactly("y1", "x2");
        assertThat(ids("principal=ben")).containsExactly("x2");
        assertThat(ids("causation=vault/x@1")).isEmpty();
        assertThat(ids("to=1993-01-01")).containsExactly("x1");
        assertThat(ids("from=1993-01-02&principal=ann")).containsExactly("y1", "y2", "x3");
    }

    @Test
    void goOnFromNow() {
        decide();
        String next = text(get("/decisions?after=now").body(), "next");
        assertThat(get(next).body().path("decisions")).isEmpty();

        send("z/Take", TAKE, "Idempotency-Key", "later");

        assertThat(get(next).body().path("decisions"))
                .extracting(each -> text(each, "command", "id"))
                .containsExactly("later");
    }

    @Test
    void areNotAskedForInAnotherWay() {
        for (String query : List.of(
                "after=x",
                "after=1014",
                "after=105zzzzz-0",
                "outcome=ACCEPTED",
                "stream=vault/x",
                "from=yesterday",
                "to=",
                "from=1993-01-02&to=1993-01-01",
                "principal=",
                "limit=0")) {
            Answer answer = get("/decisions?" + query);
            assertThat(answer.status()).as(query).isEqualTo(400);
            assertThat(text(answer.body(), "detail")).startsWith(query.substring(0, query.indexOf('=')) + ": ");
        }
        assertThat(get("/decisions?type=volt").code()).isEqualTo("NOT_FOUND");
        assertThat(client.get("/decisions").code()).isEqualTo("UNAUTHENTICATED");
    }
}
