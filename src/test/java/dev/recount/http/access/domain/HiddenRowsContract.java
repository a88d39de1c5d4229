package dev.recount.http.access.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.server.Pause;
import dev.recount.server.TestClient.Answer;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows that their view does not show a caller, whatever the settings say; on every database. */
abstract class HiddenRowsContract extends SafesCase {

    @BeforeEach
    void fill() {
        fill("ann", "ann", 1);
        fill("ben", "ben", 2);
        Answer moved = post("ben", "/streams/safe/ben/Move", "{\"room\":\"cellar\"}");
        assertThat(client().send(request("inspector", "/views/safes")
                                .header(
                                        "Recount-After",
                                        moved.response()
                                                .headers()
                                                .firstValue("Recount-Token")
                                                .orElseThrow())
                                .build())
                        .status())
                .isEqualTo(200);
    }

    private JsonNode told(String caller, String path) {
        Answer answer = get(caller, path);
        assertThat(answer.status()).as("%s: %s", path, answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static List<String> safes(JsonNode page) {
        return StreamSupport.stream(page.path("rows").spliterator(), false)
                .map(row -> row.path("safe").asText())
                .toList();
    }

    @Test
    void areInNoListCountOrSum() {
        for (String more :
                List.of("", "&sort=-things", "&at=2999-01-01T00:00:00Z", "&things.gt=0", "&known=recorded")) {
            JsonNode page = told("ann", "/views/safes?count=true" + more);
            assertThat(safes(page)).as(more).containsExactly("ann");
            assertThat(page.path("count").asInt()).as(more).isEqualTo(1);
        }
        assertThat(safes(told("ann", "/views/safes?room=cellar"))).isEmpty();
        JsonNode groups = told("ann", "/views/safes?group=room&sum=things");
        assertThat(groups.toString()).contains("hall").doesNotContain("cellar");
        assertThat(safes(told("inspector", "/views/safes"))).containsExactly("ann", "ben");
        assertThat(safes(told("carl", "/views/safes"))).isEmpty();
    }

    @Test
    void areNotFoundByTheirKeys() {
        for (String more : List.of("", "?at=2999-01-01T00:00:00Z", "?known=recorded")) {
            assertThat(get("ann", "/views/safes/ben" + more).status()).as(more).isEqualTo(404);
            assertThat(told("ann", "/views/safes/ann" + more)
                            .path("row")
                            .path("things")
                            .asInt())
                    .isEqualTo(1);
        }
        assertThat(detail("ben").replace("ben", "carl")).isEqualTo(detail("carl"));
    }

    private String detail(String safe) {
        return get("ann", "/views/safes/" + safe).body().path("detail").asText();
    }

    @Test
    void areInNoWorldEither() {
        assertThat(post("ben", "/streams/safe/ben/Lock", "{}").status()).isEqualTo(200);
        assertThat(post("ben", "/streams/safe/ben/Fill", "{\"things\":9}").status())
                .isEqualTo(403);
        Answer asked = post("chief", "/admin/worlds", "{\"views\":[\"safes\"]}");
        assertThat(asked.status()).as("%s", asked.body()).isEqualTo(202);
        String world = "/admin/worlds/" + asked.body().path("id").asLong();
        Pause.until(() -> !told("chief", world).path("state").asText("RUNNING").equals("RUNNING"));
        assertThat(told("chief", world + "/differences").path("differences")).isEmpty();
        assertThat(safes(told("chief", world + "/views/safes"))).containsExactly("ann", "ben");
        assertThat(safes(told("auditor", world + "/views/safes?count=true"))).isEmpty();
        assertThat(told("auditor", world + "/views/safes?count=true")
                        .path("count")
                        .asInt())
                .isZero();
        assertThat(get("auditor", world + "/views/safes/rows/ben").status()).isEqualTo(404);
        assertThat(get("chief", world + "/views/safes/rows/ben").status()).isEqualTo(200);
        assertThat(told("auditor", world + "/views/safes/difference").path("rows"))
                .isEmpty();
        assertThat(get("ann", world + "/views/safes").status()).isEqualTo(403);
    }

    @Test
    void areNotToldAsTheyWereKnownBeforeACorrection() {
        String correction =
                "{\"version\":1,\"read\":[{\"event\":\"Filled\",\"data\":{\"things\":3}}],\"reason\":\"a slip\"}";
        for (String safe : List.of("ann", "ben")) {
            Answer corrected = post("chief", "/streams/safe/" + safe + "/corrections", correction);
            assertThat(corrected.status()).as("%s", corrected.body()).isEqualTo(200);
        }
        JsonNode known = told("ann", "/views/safes?known=recorded&count=true");
        assertThat(known.has("world")).isTrue();
        assertThat(safes(known)).containsExactly("ann");
        assertThat(known.path("count").asInt()).isEqualTo(1);
        assertThat(known.path("rows").path(0).path("things").asInt()).isEqualTo(1);
        assertThat(get("ann", "/views/safes/ben?known=recorded").status()).isEqualTo(404);
    }

    @Test
    void areNotShownToThoseWhomTheSettingsShowOtherRows() {
        assertThat(safes(told("ben", "/views/safes"))).containsExactly("ben");
        assertThat(safes(told("hall", "/views/safes"))).isEmpty();
    }
}
