package dev.recount.http.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.access.Right;
import dev.recount.example.bank.Bank;
import dev.recount.http.TestAccess;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every endpoint of the table, asked by callers with each right, for a stream of their own and for another's. */
class MatrixTest {

    private static final String OWN = "17";
    private static final String OTHER = "18";

    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]+)}");

    private static final Map<String, String> VARIABLES = Map.ofEntries(
            Map.entry("type", "account"),
            Map.entry("version", "1"),
            Map.entry("rejection", "1"),
            Map.entry("view", "balances"),
            Map.entry("name", "none"),
            Map.entry("value", "none"),
            Map.entry("handler", "none"),
            Map.entry("key...", OWN),
            Map.entry("key", OWN),
            Map.entry("tree", "1"),
            Map.entry("tile...", "0/000"),
            Map.entry("world", "1"),
            Map.entry("migration", "none"));

    /** What is answered to everybody: each of them says why in docs/access.md. */
    private static final Set<String> OPEN = Set.of(
            "GET /",
            "GET /console/{edition}/{file...}",
            "GET /caller",
            "GET /health/live",
            "GET /health/ready",
            "GET /metrics",
            "GET /openapi.json",
            "GET /seal",
            "GET /seal/{tree}/checkpoint",
            "GET /seal/{tree}/tile/{tile...}");

    /** What is answered to those who may see something, and tells no more than that. */
    private static final Set<String> SELECTIVE = Set.of(
            "GET /events",
            "GET /decisions",
            "GET /views",
            "GET /streams/{type}",
            "GET /claims/{name}/{value}",
            "GET /session",
            "POST /streams",
            "POST /transactions");

    /** What is told as it is stored, so that it takes the right to see personal data as well. */
    private static final Set<String> AS_STORED = Set.of("GET /seal/{tree}/rows");

    @TempDir
    static Path folder;

    private static TestServer server;
    private static List<Entry> table;

    /** An entry of the table. */
    private record Entry(String method, String path, Right right) {

        String name() {
            return method + " " + path;
        }

        boolean isOfStream() {
            return path.contains("/{id}") && !path.contains("/{world}");
        }

        boolean isOfView() {
            return (path.startsWith("/views/balances") || path.contains("/{view}"))
                    && !isOfStream()
                    && !path.contains("/{world}");
        }

        String address(String id) {
            return VARIABLE.matcher(path)
                    .replaceAll(variable ->
                            variable.group(1).equals("id") ? id : VARIABLES.getOrDefault(variable.group(1), "1"));
        }
    }

    @BeforeAll
    static void start() {
        server = TestServer.start(
                folder.resolve("data"),
                settings -> settings.withHttp(settings.http().with(TestAccess.read(folder, access()))),
                new Bank());
        table = table(server.client().get("/openapi.json").body().path("paths"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Of each right, one role has it on all, and one on what is its caller's own. */
    private static String access() {
        return "proxy { header = X-User, roles-header = X-Roles, addresses = [\"127.0.0.1\"] }\nrules = ["
                + rights().stream()
                        .map(Right::word)
                        .map(right -> "{ roles = [all-" + right + "], rights = [" + right + "] },"
                                + "{ roles = [own-" + right + "], rights = [" + right + "], streams = [\"account/" + OWN
                                + "\"], views = [balances], rows = { account = \"" + OWN + "\" } }")
                        .collect(Collectors.joining(","))
                + "]";
    }

    private static List<Right> rights() {
        return Arrays.stream(Right.values())
                .filter(right -> right != Right.NONE)
                .toList();
    }

    private static List<Entry> table(JsonNode paths) {
        var table = new ArrayList<Entry>();
        paths.properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> table.add(new Entry(
                                operation.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                right(operation.getValue())))));
        return table;
    }

    private static Right right(JsonNode operation) {
        return Right.valueOf(operation.path("x-right").asText().toUpperCase(Locale.ROOT));
    }

    private static int ask(Entry entry, String id, String role) {
        TestClient client = server.client();
        HttpRequest.Builder request =
                client.request(entry.address(id)).method(entry.method, HttpRequest.BodyPublishers.noBody());
        if (!role.isEmpty()) {
            request.header("X-User", "somebody").header("X-Roles", role);
        }
        return client.sendPlainly(request.build()).statusCode();
    }

    private static boolean isLetIn(int status) {
        return status != 401 && status != 403;
    }

    @Test
    void isAnsweredToNobodyWhoIsNotKnownButForWhatIsOpen() {
        assertThat(table).hasSizeGreaterThan(40);
        for (Entry entry : table) {
            assertThat(isLetIn(ask(entry, OWN, ""))).as(entry.name()).isEqualTo(OPEN.contains(entry.name()));
            assertThat(entry.right == Right.NONE).as(entry.name()).isEqualTo(OPEN.contains(entry.name()));
            assertThat(isLetIn(ask(entry, OWN, "nothing"))).as(entry.name()).isEqualTo(OPEN.contains(entry.name()));
        }
    }

    @Test
    void isAnsweredToThoseWhoHaveItsRightAndToNoOthers() {
        for (Entry entry : table) {
            for (Right right : rights()) {
                assertThat(isLetIn(ask(entry, OWN, "all-" + right.word())))
                        .as(entry.name() + " with the right to " + right.word())
                        .isEqualTo(entry.right == Right.NONE
                                || (entry.right == right && !AS_STORED.contains(entry.name())));
            }
            assertThat(isLetIn(ask(entry, OWN, "all-personal, all-" + entry.right.word())))
                    .as(entry.name() + " with its right, and that to see personal data")
                    .isTrue();
        }
    }

    @Test
    void isAnsweredToThoseWhoHaveItsRightOnTheirOwnForNothingElse() {
        for (Entry entry : table) {
            if (entry.right == Right.NONE) {
                continue;
            }
            for (Right right : rights()) {
                boolean isOwn = entry.right == right
                        && (entry.isOfStream()
                                || (entry.isOfView() && right == Right.QUERY)
                                || SELECTIVE.contains(entry.name()));
                assertThat(isLetIn(ask(entry, OWN, "own-" + right.word())))
                        .as(entry.name() + " for one's own, with the right to " + right.word())
                        .isEqualTo(isOwn);
                assertThat(isLetIn(ask(entry, OTHER, "own-" + right.word())))
                        .as(entry.name() + " for another's, with the right to " + right.word())
                        .isEqualTo(isOwn && !entry.isOfStream());
            }
        }
    }
}
