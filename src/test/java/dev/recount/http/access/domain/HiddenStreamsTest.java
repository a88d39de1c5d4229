package dev.recount.http.access.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.server.TestSubscription;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A stream that its domain does not let a caller read, whatever the settings say, is in no answer. */
class HiddenStreamsTest extends SafesCase {

    private static final String HIDDEN = "hidden-from-ann";

    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]+)}");

    private static final Map<String, String> VARIABLES = Map.ofEntries(
            Map.entry("type", "safe"),
            Map.entry("id", HIDDEN),
            Map.entry("view", "safes"),
            Map.entry("handler", "none"),
            Map.entry("key...", HIDDEN),
            Map.entry("tile...", "0/000"),
            Map.entry("migration", "none"));

    /** An endpoint that tells something. */
    private record Told(String path, String right) {

        boolean isOfTheStream() {
            return path.contains("/{id}");
        }

        String address() {
            return VARIABLE.matcher(path).replaceAll(variable -> VARIABLES.getOrDefault(variable.group(1), "1"));
        }
    }

    @BeforeEach
    void fill() {
        fill("ann", "ann", 1);
        var filled = fill(HIDDEN, HIDDEN, 7);
        assertThat(client().send(request("chief", "/views/safes")
                                .header(
                                        "Recount-After",
                                        filled.body().path("token").asText())
                                .build())
                        .status())
                .isEqualTo(200);
    }

    private List<Told> told() {
        var told = new ArrayList<Told>();
        client().get("/openapi.json")
                .body()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation -> operation.getKey().equals("get"))
                        .forEach(operation -> told.add(new Told(
                                path.getKey(),
                                operation.getValue().path("x-right").asText()))));
        return told;
    }

    @Test
    void isToldByNoEndpoint() {
        List<Told> told = told();
        assertThat(told).hasSizeGreaterThan(30);
        for (Told each : told) {
            var answer =
                    client().sendPlainly(request("ann", each.address()).GET().build());
            if (each.isOfTheStream()) {
                assertThat(answer.statusCode()).as(each.path).isEqualTo(403);
            } else {
                assertThat(answer.body()).as(each.path).doesNotContain(HIDDEN);
            }
        }
    }

    @Test
    void isToldToThoseWhomItsRuleIncludes() {
        for (String caller : new String[] {HIDDEN, "auditor"}) {
            assertThat(get(caller, "/streams/safe/" + HIDDEN).status()).isEqualTo(200);
            assertThat(get(caller, "/streams/safe/" + HIDDEN + "/events").status())
                    .isEqualTo(200);
            assertThat(get(caller, "/streams/safe").body().toString()).contains(HIDDEN);
            assertThat(get(caller, "/events").body().toString()).contains(HIDDEN);
            assertThat(get(caller, "/decisions").body().toString()).contains(HIDDEN);
            assertThat(get(caller, "/admin/busy-streams").body().toString()).contains(HIDDEN);
        }
        assertThat(get("ann", "/streams/safe").body().path("streams").toString())
                .isEqualTo("[\"ann\"]");
        assertThat(get("ann", "/decisions").body().path("decisions")).hasSize(1);
        assertThat(get("ann", "/streams/safe?limit=1").body().path("streams").toString())
                .isEqualTo("[\"ann\"]");
    }

    @Test
    void isNotCorrectedNorTriedByThoseWhoMayNotReadIt() {
        String correction = "{\"version\":1,\"read\":[],\"reason\":\"a slip\"}";
        for (String path : List.of("", "?dryRun=true", "?dryRun=state")) {
            assertThat(post("ann", "/streams/safe/" + HIDDEN + "/corrections" + path, correction)
                            .status())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(post("ann", "/streams/safe/ann/corrections?dryRun=true", correction)
                        .status())
                .isEqualTo(403);
        assertThat(post("ann", "/streams/safe/ann/corrections?dryRun=state", correction)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void isNoConditionOfWhoMayNotReadIt() {
        String transaction = """
                {"commands": [{"stream": "safe/ann", "command": "Fill", "data": {"things": 2}}],
                 "conditions": [{"stream": "safe/%s", "version": 1}]}""".formatted(HIDDEN);
        for (String path : List.of("/transactions", "/transactions?dryRun=true")) {
            assertThat(post("ann", path, transaction).status()).as(path).isEqualTo(403);
        }
        assertThat(get("ann", "/streams/safe/ann").body().path("version").asInt())
                .isEqualTo(1);
    }

    @Test
    void keepsThoseFromWhatIsMadeOfAllStreams() {
        for (String path : List.of("/admin/worlds", "/seal/1/rows", "/seal/1/tile/entries/000", "/subjects/safe/ann")) {
            assertThat(get("ann", path).status()).as(path).isEqualTo(403);
            assertThat(get("auditor", path).status()).as(path).isNotEqualTo(403);
        }
        assertThat(post("ann", "/admin/worlds", "{}").status()).isEqualTo(403);
    }

    @Test
    void isNotInTheLogAsItGrows() throws IOException {
        try (TestSubscription log = TestSubscription.open(client(), "/events", "X-User", "ann", "X-Roles", "other")) {
            fill(HIDDEN, HIDDEN, 8);
            fill("ann", "ann", 2);
            assertThat(List.of(log.nextEvent(), log.nextEvent()))
                    .extracting(event -> event.path("source").asText())
                    .containsOnly("/streams/safe/ann");
        }
    }
}
