package dev.recount.http.access;

import static dev.recount.http.access.MaskedServer.CORRECTION;
import static dev.recount.http.access.MaskedServer.FULL;
import static dev.recount.http.access.MaskedServer.MARKER;
import static dev.recount.http.access.MaskedServer.MASKED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every endpoint of the table, asked by one who sees personal data and by one who does not. */
class MaskingTest {

    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]+)}");

    private static final String MASK = "\"masked\":[";

    /** What is asked of endpoints beside their plain path. */
    private static final Map<String, List<String>> QUERIES = Map.of(
            "GET /streams/{type}/{id}", List.of("", "?version=1", "?at={now}", "?known=recorded"),
            "GET /streams/{type}/{id}/events", List.of("", "?original=true", "?known=recorded"),
            "GET /streams/{type}/{id}/diff", List.of("?from=0", "?from=1&to=2", "?fromKnown=recorded"),
            "GET /streams/{type}/{id}/history", List.of("", "?known=recorded"),
            "GET /events", List.of("", "?subject=person/17", "?stream=letter/to-17"),
            "GET /decisions", List.of("", "?outcome=rejected"),
            "GET /views/{view}", List.of("", "?at={now}", "?known=recorded", "?person=17&count=true"),
            "GET /views/{view}/{key...}", List.of("", "?at={now}", "?known=recorded"),
            "GET /views/{view}/why/{key...}", List.of("", "?at={now}", "?limit=1"),
            "GET /admin/worlds/{world}/views/{view}", List.of("", "?person=17"));

    /** What shows personal data to those who may see it. */
    private static final Set<String> SHOWING = Set.of(
            "GET /streams/{type}/{id}",
            "GET /streams/{type}/{id}/events",
            "GET /streams/{type}/{id}/diff",
            "GET /streams/{type}/{id}/history",
            "GET /streams/{type}/{id}/decisions",
            "GET /streams/{type}/{id}/corrections",
            "GET /events",
            "GET /decisions",
            "GET /views/{view}",
            "GET /views/{view}/{key...}",
            "GET /views/{view}/why/{key...}",
            "GET /admin/worlds",
            "GET /admin/worlds/{world}",
            "GET /admin/worlds/{world}/differences",
            "GET /admin/worlds/{world}/streams/{type}/{id}",
            "GET /admin/worlds/{world}/views/{view}",
            "GET /admin/worlds/{world}/views/{view}/difference",
            "GET /admin/worlds/{world}/views/{view}/rows/{key...}",
            "GET /subjects/{type}/{id}/export");

    /** What is for those who are told all that is held of a person: nothing of it is masked. */
    private static final Set<String> EXPORTS = Set.of("GET /subjects/{type}/{id}/export");

    /** What is told as it is stored, and not to those who do not see personal data. */
    private static final Set<String> AS_STORED = Set.of("GET /seal/{tree}/rows");

    /**
     * What has nothing to tell here: there is no migration, process or claim, trees are told in bytes and hashes, the
     * console's files have names of their own, and a session is no answer.
     */
    private static final Set<String> UNANSWERED = Set.of(
            "GET /console/{edition}/{file...}",
            "GET /admin/migrations/{migration}",
            "GET /claims/{name}/{value}",
            "GET /processes/{type}",
            "GET /processes/{type}/{id}/diagram",
            "GET /seal/{tree}/tile/{tile...}",
            "GET /seal/{tree}/tile/entries/{tile...}",
            "GET /seal/{tree}/checkpoint",
            "GET /session",
            "GET /streams/{type}/{id}/events/{version}/receipt",
            "GET /streams/{type}/{id}/rejections/{rejection}/receipt");

    /** What changes something and tells of data; each is asked below. */
    private static final Set<String> TELLING = Set.of(
            "POST /streams",
            "POST /streams/{type}/{id}/{Command}",
            "POST /transactions",
            "POST /streams/{type}/{id}/corrections",
            "POST /streams/{type}/{id}/corrections/{version}/approval",
            "DELETE /streams/{type}/{id}/corrections/{version}",
            "POST /admin/worlds");

    /** What changes something, and tells how something of the server's stands, or nothing. */
    private static final Set<String> SILENT = Set.of(
            "POST /subjects/{type}/{id}/erase",
            "DELETE /admin/worlds/{world}",
            "POST /admin/archive",
            "POST /processes/{type}/{id}/timers/{timer}/fire",
            "POST /admin/views/{view}/pause",
            "POST /admin/views/{view}/resume",
            "POST /admin/views/{view}/rebuild",
            "POST /admin/handlers/{handler}/pause",
            "POST /admin/handlers/{handler}/resume",
            "POST /admin/handlers/{handler}/parked/{type}/{id}/retry",
            "POST /admin/handlers/{handler}/parked/{type}/{id}/drop",
            "POST /admin/migrations/{migration}",
            "POST /admin/migrations/{migration}/pause");

    @TempDir
    static Path folder;

    private static MaskedServer server;

    @BeforeAll
    static void start() {
        server = new MaskedServer(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Set<String> table() {
        JsonNode paths = server.client().get("/openapi.json").body().path("paths");
        var table = new TreeSet<String>();
        paths.properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> table.add(
                                operation.getValue().path("x-endpoint").asText())));
        return table;
    }

    private static String filled(String path) {
        Map<String, String> values = Map.ofEntries(
                Map.entry("type", "person"),
                Map.entry("id", "17"),
                Map.entry("version", "1"),
                Map.entry("rejection", "1"),
                Map.entry("view", "entries"),
                Map.entry("handler", "letters"),
                Map.entry("key...", "17"),
                Map.entry("tree", "1"),
                Map.entry("tile...", "0/000"),
                Map.entry("world", server.world()),
                Map.entry("migration", "none"),
                Map.entry("edition", "none"),
                Map.entry("file...", "none"),
                Map.entry("name", "none"),
                Map.entry("value", "none"),
                Map.entry("now", Instant.now().toString()));
        return VARIABLE.matcher(path).replaceAll(variable -> {
            assertThat(values).containsKey(variable.group(1));
            return values.get(variable.group(1));
        });
    }

    private static HttpResponse<String> ask(String role, String address) {
        return server.client().sendPlainly(server.as(role, address).build());
    }

    private static Stream<String> addresses(String endpoint) {
        String path = endpoint.substring("GET ".length());
        return QUERIES.getOrDefault(endpoint, List.of("")).stream().map(query -> filled(path + query));
    }

    @Test
    void isToldByNoEndpointToWhoDoesNotSeeIt() {
        Set<String> table = table();
        var showing = new TreeSet<String>();
        assertThat(table).hasSizeGreaterThan(40);
        for (String endpoint : table) {
            if (!endpoint.startsWith("GET ")) {
                continue;
            }
            addresses(endpoint).forEach(address -> {
                HttpResponse<String> seen = ask(FULL, address);
                HttpResponse<String> masked = ask(MASKED, address);
                if (!UNANSWERED.contains(endpoint)) {
                    assertThat(seen.statusCode()).as(address + seen.body()).isEqualTo(200);
                }
                assertThat(masked.statusCode())
                        .as(address)
                        .isEqualTo(AS_STORED.contains(endpoint) ? 403 : seen.statusCode());
                if (seen.body().contains(MARKER)) {
                    showing.add(endpoint);
                }
                assertThat(seen.body()).as(address).doesNotContain("$personal", MASK);
                if (!EXPORTS.contains(endpoint)) {
                    assertThat(masked.body()).as(address).doesNotContain(MARKER, "$personal");
                }
                if (seen.body().contains(MARKER) && !EXPORTS.contains(endpoint)) {
                    assertThat(masked.body()).as(address).contains(MASK);
                }
            });
        }
        assertThat(showing).containsExactlyInAnyOrderElementsOf(SHOWING);
    }

    @Test
    void isToldByNothingThatChangesSomethingEither() {
        Set<String> changing = new TreeSet<>(table());
        changing.removeIf(endpoint -> endpoint.startsWith("GET "));
        changing.removeAll(SILENT);
        assertThat(changing).isEqualTo(new TreeSet<>(TELLING));

        assertMasked("/streams/person/{role}/Name", "{\"name\":\"Dora Quince\"}");
        assertMasked("/streams/person/{role}/Nickname", "{\"nickname\":\"Quincey\"}");
        assertMasked("/streams/person/{role}/Name?dryRun=true", "{\"name\":\"Dot Quince\"}");
        assertMasked("/streams/person/17/Name?dryRun=true&version=1", "{\"name\":\"Dot Quince\"}");
        assertThat(told(MASKED, "/streams/person/" + MASKED + "/Nickname", "{\"nickname\":\"Quincey\"}"))
                .contains("KNOWN")
                .doesNotContain(MARKER);
        assertMasked("/streams/person/17/corrections?dryRun=state", CORRECTION);
        assertMasked("/streams/person/17/corrections?dryRun=true", CORRECTION);
        assertMasked("/streams/person/17/corrections/6/approval?dryRun=true", "{}");
        assertMasked("/admin/worlds", MaskedServer.worldWith("Vera Quince"));
        assertMasked("/transactions", TOGETHER);
        assertMasked("/transactions?dryRun=true", TOGETHER.replace("Quince", "A. Quince"));
        for (String role : List.of(FULL, MASKED)) {
            String dry = server.client()
                    .sendText(server.as(role, "/streams/person/17/corrections/5?dryRun=state&reason=x")
                            .DELETE()
                            .build());
            assertThat(dry.contains(MARKER)).as(dry).isEqualTo(role.equals(FULL));
            assertThat(bulk(role, "/streams")).contains("\"status\":200").doesNotContain(MARKER);
            String tried = bulk(role, "/streams?dryRun=true");
            assertThat(tried).contains("\"status\":200", "\"events\"").doesNotContain("$personal");
            assertThat(tried.contains(MARKER)).as(tried).isEqualTo(role.equals(FULL));
        }
    }

    private static final String TOGETHER = """
            {"commands": [{"stream": "person/t-{role}", "command": "Name", "data": {"name": "Dora Quince"}},
                {"stream": "person/u-{role}", "command": "Name", "data": {"name": "Ed Quince"}}]}""";

    private static String bulk(String role, String path) {
        return server.client()
                .sendText(server.as(role, path)
                        .header("Content-Type", "application/x-ndjson")
                        .POST(BodyPublishers.ofString(
                                "{\"stream\":\"person/19\",\"command\":\"Name\",\"data\":{\"name\":\"Ed Quince\"}}"))
                        .build());
    }

    private static String told(String role, String path, String body) {
        return server.post(role, path.replace("{role}", role), body.replace("{role}", role))
                .response()
                .body();
    }

    private static void assertMasked(String path, String body) {
        assertThat(told(FULL, path, body)).as(path).contains(MARKER).doesNotContain("$personal", MASK);
        assertThat(told(MASKED, path, body)).as(path).contains(MASK).doesNotContain(MARKER, "$personal", "\"code\"");
    }
}
