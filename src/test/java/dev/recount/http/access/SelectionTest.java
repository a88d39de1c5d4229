package dev.recount.http.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.example.bank.Bank;
import dev.recount.http.TestAccess;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers about many streams and rows, which tell of those alone that their caller may see. */
class SelectionTest {

    private static final String OPEN = "{\"owner\":\"Ann\",\"overdraftLimit\":0}";

    @TempDir
    static Path folder;

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(
                folder.resolve("data"),
                settings -> settings.withHttp(settings.http().with(TestAccess.read(folder, """
                        proxy { header = X-User, roles-header = X-Roles, addresses = ["127.0.0.1"] }
                        rules = [
                          { roles = [bank], rights = [read, write, subscribe, query] }
                          { roles = [branch-1], rights = [read, subscribe], streams = ["account/1*"] }
                          { roles = [branch-1], rights = [write], streams = ["account/1*"], commands = [Deposit] }
                          { roles = [corrector], rights = [read, correct], streams = ["account/11"] }
                          { roles = [branch-1], rights = [query], views = [balances], rows = { account = "11" } }
                        ]
                        """))),
                new Bank());
        for (String id : new String[] {"11", "12", "21"}) {
            assertThat(server.client()
                            .post("/streams/account/" + id + "/Open", OPEN, "X-User", "boss", "X-Roles", "bank")
                            .status())
                    .isEqualTo(200);
        }
        Answer rows = server.client()
                .send(as("bank", "/views/balances")
                        .header("Recount-After", "account/21@1")
                        .build());
        assertThat(rows.body().path("rows")).hasSize(3);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpRequest.Builder as(String role, String path) {
        return server.client().request(path).header("X-User", "somebody").header("X-Roles", role);
    }

    private static JsonNode get(String path) {
        Answer answer = server.client().send(as("branch-1", path).build());
        assertThat(answer.status()).as(path).isEqualTo(200);
        return answer.body();
    }

    private static List<String> texts(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(each -> field.isEmpty() ? each.asText() : each.path(field).asText())
                .toList();
    }

    @Test
    void nameTheStreamsOfAType() {
        assertThat(texts(get("/streams/account").path("streams"), "")).containsExactly("11", "12");
    }

    @Test
    void nameThoseOfATypeThatBeginSo() {
        assertThat(texts(get("/streams/account?prefix=12").path("streams"), "")).containsExactly("12");
        assertThat(texts(get("/streams/account?prefix=2").path("streams"), "")).isEmpty();
        JsonNode first = get("/streams/account?prefix=1&limit=1");
        assertThat(texts(first.path("streams"), "")).containsExactly("11");
        assertThat(texts(get(first.path("next").asText()).path("streams"), "")).containsExactly("12");
        assertThat(server.client()
                        .send(as("branch-1", "/streams/account?prefix=-x").build())
                        .status())
                .isEqualTo(400);
    }

    @Test
    void endTheirPagesAtWhatMayBeSeen() {
        JsonNode first = get("/streams/account?limit=2");
        assertThat(first.path("next").asText()).endsWith("after=12&limit=2");
        JsonNode last = get("/streams/account?after=12&limit=2");
        assertThat(last.path("streams")).isEmpty();
        assertThat(last.has("next")).isFalse();
    }

    @Test
    void tellNothingOfOtherStreamsByTheWay() {
        TestClient client = server.client();
        assertThat(client.send(as("branch-1", "/views/balances")
                                .header("Recount-After", "account/11@1")
                                .build())
                        .status())
                .isEqualTo(200);
        for (String token : new String[] {"account/21@1", "account/21@9", "account/29@1"}) {
            Answer answer = client.send(as("branch-1", "/views/balances")
                    .header("Recount-After", token)
                    .build());
            assertThat(answer.status()).as(token).isEqualTo(400);
            assertThat(answer.body().path("detail").asText()).isEqualTo("Recount-After: there is no such event");
        }
        String correction = "{\"version\":1,\"read\":[],\"reason\":\"a slip\"}";
        for (String dry : new String[] {"true", "state"}) {
            assertThat(client.send(as("corrector", "/streams/account/11/corrections?dryRun=" + dry)
                                            .header("Content-Type", "application/json")
                                            .POST(HttpRequest.BodyPublishers.ofString(correction))
                                            .build())
                                    .status()
                            == 403)
                    .as(dry)
                    .isEqualTo(dry.equals("true"));
        }
    }

    @Test
    void tellTheLog() {
        assertThat(texts(get("/events").path("events"), "source"))
                .containsOnly("/streams/account/11", "/streams/account/12");
        assertThat(get("/events?stream=account/21").path("events")).isEmpty();
    }

    @Test
    void tellDecisions() {
        assertThat(texts(get("/decisions").path("decisions"), "stream")).containsExactly("account/11", "account/12");
    }

    @Test
    void tellTheRowsOfAView() {
        assertThat(texts(get("/views").path("views"), "view")).containsExactly("balances");
        JsonNode rows = get("/views/balances?count=true");
        assertThat(texts(rows.path("rows"), "account")).containsExactly("11");
        assertThat(rows.path("count").asInt()).isEqualTo(1);
        assertThat(get("/views/balances?account=12").path("rows")).isEmpty();
        assertThat(get("/views/balances/11").path("row").path("account").asText())
                .isEqualTo("11");
        TestClient client = server.client();
        assertThat(client.send(as("branch-1", "/views/balances/12").build()).status())
                .isEqualTo(404);
        assertThat(client.send(as("branch-1", "/views/turnover").build()).status())
                .isEqualTo(403);
    }

    @Test
    void carryOutTheCommandsOfABulkRequest() {
        String lines = String.join(
                "\n", line("account/11", "Deposit"), line("account/11", "Withdraw"), line("account/21", "Deposit"));
        String results = server.client()
                .sendText(as("branch-1", "/streams")
                        .header("Content-Type", "application/x-ndjson")
                        .POST(HttpRequest.BodyPublishers.ofString(lines))
                        .build());
        assertThat(results.lines()).hasSize(3);
        assertThat(results.lines().filter(line -> line.contains("NOT_PERMITTED")))
                .hasSize(2);
        assertThat(get("/streams/account/11").path("version").asInt()).isEqualTo(2);
    }

    private static String line(String stream, String command) {
        return "{\"stream\":\"" + stream + "\",\"command\":\"" + command
                + "\",\"data\":{\"amount\":1.00,\"method\":\"CASH\"}}";
    }
}
