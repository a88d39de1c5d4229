package dev.recount.process.loan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.http.TestAccess;
import dev.recount.server.Pause;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes of streams that not everybody may read, and that a process may not send everything to. */
class LoansTest {

    private static final String RULES = """
            proxy { header = X-User, roles-header = X-Roles, addresses = ["127.0.0.1"] }
            rules = [
              { roles = [clerk, auditor], rights = [read, write, subscribe, query, operate] },
              { roles = [watch], rights = [operate] }]
            """;

    private TestServer server;

    @BeforeEach
    void start(@TempDir Path folder) {
        server = TestServer.start(
                folder.resolve("data"),
                settings -> settings.withHttp(settings.http().with(TestAccess.read(folder, RULES))),
                new Loans());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpRequest.Builder request(String role, String path) {
        return server.client().request(path).header("X-User", "ann").header("X-Roles", role);
    }

    private Answer get(String role, String path) {
        return server.client().send(request(role, path).build());
    }

    private List<JsonNode> rows(String role, String path) {
        Answer answer = get(role, path);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer.body().path("rows").valueStream().toList();
    }

    private void ask(String loan, String purpose, String desk) {
        String body = "{\"purpose\":\"%s\",\"desk\":\"%s\"}".formatted(purpose, desk);
        Answer asked = server.client()
                .send(request("clerk", "/streams/loan/" + loan + "/Ask")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
        assertThat(asked.status()).as("%s", asked.body()).isEqualTo(200);
    }

    private JsonNode state(String loan) {
        return get("auditor", "/streams/granting/" + loan).body().path("state");
    }

    private void awaitEnd(String loan) {
        Pause.until(() -> state(loan).path("phase").asText().equals("ENDED"));
    }

    private List<String> events(String stream) {
        return get("auditor", "/streams/" + stream + "/events")
                .body()
                .path("events")
                .findValuesAsText("type");
    }

    @Test
    void undoesWhatWasDoneWhereItMayNotSendACommand() {
        ask("bert", "a house", "front");
        awaitEnd("bert");

        assertThat(events("granting/bert"))
                .containsSubsequence(
                        "granting.CommandAccepted",
                        "granting.CommandRejected",
                        "granting.GivenUp",
                        "granting.UndoBegan",
                        "granting.UndoAccepted",
                        "granting.ProcessEnded");
        assertThat(state("bert").at("/own/why").asText()).startsWith("sign: NOT_PERMITTED, ");
        assertThat(events("desk/front")).containsExactly("desk.Kept", "desk.Released");
        assertThat(events("loan/bert")).containsExactly("loan.Asked");
        assertThat(rows("auditor", "/processes/granting?state=stuck")).isEmpty();
    }

    @Test
    void beginsOnNoEventThatConcernsNone() {
        ask("dora", "", "front");
        ask("carl", "a boat", "front");
        awaitEnd("carl");
        assertThat(get("auditor", "/streams/granting/dora").status()).isEqualTo(404);
    }

    @Test
    void isToldToThoseAloneWhoMayReadAllThatItHolds() {
        ask("bert", "a house", "front");
        ask("emil", "a horse", Desk.BROKEN);
        awaitEnd("bert");
        Pause.until(() -> !rows("auditor", "/processes/granting?state=stuck").isEmpty());
        awaitView("process-granting", "bert", "emil");
        awaitView("timers-granting", "emil");

        for (String list : List.of(
                "/processes/granting",
                "/processes/granting?state=stuck",
                "/processes/granting?state=ended",
                "/views/process-granting",
                "/views/timers-granting")) {
            assertThat(rows("auditor", list)).as(list).isNotEmpty();
            assertThat(rows("clerk", list)).as(list).isEmpty();
        }
        for (String told : List.of("/streams/granting/bert", "/streams/granting/bert/events")) {
            assertThat(get("auditor", told).status()).as(told).isEqualTo(200);
            assertThat(get("clerk", told).status()).as(told).isEqualTo(403);
        }
        assertThat(diagram("auditor").statusCode()).isEqualTo(200);
        assertThat(diagram("clerk").statusCode()).isEqualTo(403);
        assertThat(get("auditor", "/events").response().body()).contains("a house", "/streams/granting/bert");
        assertThat(get("clerk", "/events").response().body())
                .contains("desk/front")
                .doesNotContain("a house", "/streams/granting/");
    }

    /** A process acts when a timer is due: that is for those who may operate, and see what they do. */
    @Test
    void hasTimersBeDueForThoseAloneWhoMayReadIt() {
        ask("emil", "a horse", Desk.BROKEN);
        Pause.until(() -> !rows("auditor", "/processes/granting?state=stuck").isEmpty());

        for (String role : List.of("clerk", "watch")) {
            assertThat(fire(role).code()).as(role).isEqualTo("NOT_PERMITTED");
        }
        assertThat(events("granting/emil")).doesNotContain("granting.TimerFired");
        assertThat(fire("auditor").status()).isEqualTo(200);
        assertThat(events("granting/emil")).contains("granting.TimerFired");
    }

    private Answer fire(String role) {
        return server.client()
                .send(request(role, "/processes/granting/emil/timers/late/fire")
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build());
    }

    private void awaitView(String view, String... loans) {
        for (String loan : loans) {
            Pause.until(() -> !rows("auditor", "/views/" + view).stream()
                    .filter(row -> row.toString().contains(loan))
                    .toList()
                    .isEmpty());
        }
    }

    private HttpResponse<String> diagram(String role) {
        return server.client()
                .sendPlainly(request(role, "/processes/granting/bert/diagram").build());
    }
}
