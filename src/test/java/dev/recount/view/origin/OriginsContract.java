package dev.recount.view.origin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.example.bank.Bank;
import dev.recount.http.TestAccess;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Why rows are what they are: of a view whose rows belong to one stream each, and of one whose rows all streams make. */
abstract class OriginsContract {

    @TempDir
    Path folder;

    private TestServer server;

    abstract DatabaseKind kind();

    @BeforeEach
    void fill() {
        var journal = TestDatabases.settings(kind(), folder);
        server = TestServer.start(
                folder,
                settings ->
                        settings.withJournal(journal).withHttp(settings.http().with(TestAccess.read(folder, """
                                proxy { header = X-User, roles-header = X-Roles, addresses = ["127.0.0.1"] }
                                rules = [
                                  { roles = [bank], rights = [admin] }
                                  { roles = [teller], rights = [query], views = [balances, turnover] }
                                  { roles = [teller], rights = [read], streams = ["account/a"] }
                                  { roles = [owner], rights = [query], views = [balances], rows = { status = "OPEN" } }
                                ]
                                """))),
                new Bank());
        send("a", "Open", "{\"owner\":\"Anna\",\"overdraftLimit\":0}", "1993-01-01T10:00:00Z");
        send("b", "Open", "{\"owner\":\"Ben\",\"overdraftLimit\":0}", "1993-01-01T11:00:00Z");
        send("a", "Deposit", "{\"amount\":10,\"method\":\"CASH\"}", "1993-01-02T10:00:00Z");
        send("b", "Deposit", "{\"amount\":100,\"method\":\"CASH\"}", "1993-01-03T10:00:00Z");
        send("a", "Deposit", "{\"amount\":5,\"method\":\"TRANSFER\"}", "1993-01-04T10:00:00Z");
        await("balances", "account/a@3");
        await("turnover", "account/a@3");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void send(String account, String command, String body, String time) {
        Answer answer = server.client()
                .post(
                        "/streams/account/" + account + "/" + command,
                        body,
                        "X-User",
                        "boss",
                        "X-Roles",
                        "bank",
                        "Recount-Time",
                        time);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    }

    private void await(String view, String token) {
        TestClient client = server.client();
        assertThat(client.send(client.request("/views/" + view)
                                .header("X-User", "boss")
                                .header("X-Roles", "bank")
                                .header("Recount-After", token)
                                .build())
                        .status())
                .isEqualTo(200);
    }

    private Answer ask(String role, String path) {
        TestClient client = server.client();
        return client.send(client.request(path)
                .header("X-User", "somebody")
                .header("X-Roles", role)
                .build());
    }

    private JsonNode why(String role, String path) {
        Answer answer = ask(role, path);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer.body();
    }

    private JsonNode whole(String role, String path) {
        return Pause.untilThere(
                () -> why(role, path), body -> body.path("complete").asBoolean());
    }

    private static List<String> events(JsonNode why) {
        var events = new ArrayList<String>();
        why.path("steps")
                .forEach(step -> events.add(step.path("event").path("id").asText()));
        return events;
    }

    @Test
    void tellTheEventsAndCommandsOfTheStreamThatARowBelongsTo() {
        JsonNode why = why("bank", "/views/balances/why/a");
        assertThat(why.path("row").path("balance").asInt()).isEqualTo(15);
        assertThat(why.path("complete").asBoolean()).isTrue();
        assertThat(events(why)).containsExactly("account/a@3", "account/a@2", "account/a@1");
        JsonNode last = why.path("steps").path(0);
        assertThat(last.path("time").asText()).isEqualTo("1993-01-04T10:00:00Z");
        assertThat(last.path("before").path("balance").asInt()).isEqualTo(10);
        assertThat(last.path("after").path("balance").asInt()).isEqualTo(15);
        assertThat(last.path("changed").toString()).isEqualTo("[\"balance\"]");
        assertThat(last.path("event").path("type").asText()).isEqualTo("account.Deposited");
        assertThat(last.path("cause").path("principal").asText()).isEqualTo("boss");
        assertThat(last.path("cause").path("command").path("name").asText()).isEqualTo("Deposit");
        assertThat(last.path("cause")
                        .path("command")
                        .path("data")
                        .path("amount")
                        .asInt())
                .isEqualTo(5);
        JsonNode first = why.path("steps").path(2);
        assertThat(first.path("before").isNull()).isTrue();
        assertThat(first.path("after").path("owner").asText()).isEqualTo("Anna");
        assertThat(why.path("next").isMissingNode()).isTrue();
    }

    @Test
    void comeInPages() {
        for (String path : new String[] {"/views/balances/why/a?limit=1", "/views/turnover/why/1993-01?limit=1"}) {
            var events = new ArrayList<String>();
            String next = path;
            for (int page = 0; page < 3; page++) {
                JsonNode why = whole("bank", next);
                assertThat(why.path("steps")).as(next).hasSize(1);
                events.addAll(events(why));
                next = why.path("next").asText();
            }
            assertThat(next).isEmpty();
            assertThat(events).doesNotHaveDuplicates().startsWith("account/a@3");
        }
    }

    @Test
    void areToldAsOfAnyTime() {
        JsonNode balance = why("bank", "/views/balances/why/a?at=1993-01-03");
        assertThat(balance.path("row").path("balance").asInt()).isEqualTo(10);
        assertThat(events(balance)).containsExactly("account/a@2", "account/a@1");
        JsonNode turnover = whole("bank", "/views/turnover/why/1993-01?at=1993-01-03");
        assertThat(turnover.path("row").path("deposits").asInt()).isEqualTo(110);
        assertThat(events(turnover)).containsExactly("account/b@2", "account/a@2");
        assertThat(ask("bank", "/views/balances/why/a?at=1992-12-31").status()).isEqualTo(404);
    }

    @Test
    void areToldAsTheyWereKnown() {
        Answer corrected = server.client()
                .send(server.client()
                        .request("/streams/account/a/corrections")
                        .header("X-User", "boss")
                        .header("X-Roles", "bank")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"version\":3,\"read\":[],\"reason\":\"booked twice\"}"))
                        .build());
        assertThat(corrected.status()).as("%s", corrected.body()).isEqualTo(200);
        await("balances", corrected.body().path("token").asText());

        JsonNode today = why("bank", "/views/balances/why/a");
        assertThat(today.path("row").path("balance").asInt()).isEqualTo(10);
        assertThat(events(today)).containsExactly("account/a@2", "account/a@1");
        assertThat(today.path("complete").asBoolean()).isTrue();
        JsonNode recorded = why("bank", "/views/balances/why/a?known=recorded");
        assertThat(recorded.path("row").path("balance").asInt()).isEqualTo(15);
        assertThat(events(recorded)).containsExactly("account/a@3", "account/a@2", "account/a@1");
        Answer ofMany = Pause.untilThere( // the view is built anew with the correction
                () -> ask("bank", "/views/turnover/why/1993-01?known=recorded"), answer -> answer.status() != 503);
        assertThat(ofMany.status()).isEqualTo(400);
    }

    @Test
    void tellTheEventsOfAllStreamsThatMakeARow() {
        JsonNode why = whole("bank", "/views/turnover/why/1993-01");
        assertThat(why.path("row").path("deposits").asInt()).isEqualTo(115);
        assertThat(events(why)).containsExactly("account/a@3", "account/b@2", "account/a@2");
        JsonNode second = why.path("steps").path(1);
        assertThat(second.path("before").path("deposits").asInt()).isEqualTo(10);
        assertThat(second.path("after").path("deposits").asInt()).isEqualTo(110);
        assertThat(second.path("changed").toString()).isEqualTo("[\"bookings\",\"deposits\"]");
        assertThat(why.path("steps").path(2).path("before").isNull()).isTrue();
    }

    @Test
    void areNotGuessedWhereEventsCameLaterThanTheyHappened() {
        send("b", "Deposit", "{\"amount\":1,\"method\":\"CASH\"}", "1993-01-03T11:00:00Z");
        await("turnover", "account/b@3");
        JsonNode why = Pause.untilThere(
                () -> why("bank", "/views/turnover/why/1993-01"),
                body -> body.path("steps").size() == 3
                        && body.path("steps").path(1).has("event"));
        assertThat(why.path("row").path("deposits").asInt()).isEqualTo(116);
        assertThat(why.path("complete").asBoolean()).isFalse();
        assertThat(why.path("incomplete").asText()).contains("1993-01-04T10:00:00Z");
        assertThat(why.path("steps").path(0).has("event")).isFalse();
    }

    @Test
    void tellOfNoStreamThatTheCallerMayNotRead() {
        JsonNode own = why("teller", "/views/balances/why/a");
        assertThat(events(own)).hasSize(3).doesNotContain("");
        JsonNode others = why("teller", "/views/balances/why/b");
        assertThat(others.toString()).doesNotContain("account/b@", "boss", "\"event\"", "\"cause\"");
        assertThat(others.path("steps")).hasSize(2);
        assertThat(others.path("complete").asBoolean()).isFalse();
        assertThat(ask("teller", "/views/balances/why/b?known=recorded").status())
                .isEqualTo(403);
        JsonNode shared = why("teller", "/views/turnover/why/1993-01");
        assertThat(shared.toString()).doesNotContain("account/b");
        assertThat(ask("owner", "/views/turnover/why/1993-01").status()).isEqualTo(403);
        assertThat(ask("nobody", "/views/balances/why/a").status()).isEqualTo(403);
    }

    @Test
    void areToldOfRowsAloneThatTheCallerMaySee() {
        send("b", "Withdraw", "{\"amount\":100,\"method\":\"CASH\"}", "1993-01-05T10:00:00Z");
        send("b", "Close", "{}", "1993-01-06T10:00:00Z");
        await("balances", "account/b@4");
        JsonNode closed = why("owner", "/views/balances/why/b");
        assertThat(closed.path("row").isNull()).isTrue();
        assertThat(closed.toString()).doesNotContain("CLOSED");
        JsonNode seen = why("owner", "/views/balances/why/a");
        assertThat(seen.path("row").path("balance").asInt()).isEqualTo(15);
    }

    @Test
    void areRefusedWhereThereAreNone() {
        assertThat(ask("bank", "/views/balances/why/z").status()).isEqualTo(404);
        assertThat(ask("bank", "/views/balances/why/a/b").status()).isEqualTo(404);
        assertThat(ask("bank", "/views/none/why/a").status()).isEqualTo(404);
        for (String query : new String[] {"limit=0", "limit=101", "after=x", "after=t1", "at=now", "sort=a"}) {
            Answer refused = ask("bank", "/views/balances/why/a?" + query);
            assertThat(refused.status()).as(query).isEqualTo(400);
            assertThat(refused.body().path("detail").asText()).contains(query.substring(0, query.indexOf('=')));
        }
        assertThat(ask("bank", "/views/turnover/why/January").status()).isEqualTo(400);
    }
}
