package dev.recount.http.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.example.bank.Bank;
import dev.recount.http.TestAccess;
import dev.recount.server.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What callers are told of themselves, and operators of all roles. */
class CallerTest {

    private static final String ACCESS = """
            proxy { header = X-User, roles-header = X-Roles, addresses = ["127.0.0.1"] }
            roles { bank = [anna, ben] }
            rules = [
              { roles = [bank], rights = [read, write, query, subscribe, operate] }
              { roles = [teller], rights = [read], streams = ["account/1*"] }
              { roles = [teller], rights = [write], commands = [Deposit] }
              { roles = [teller], rights = [query], views = [balances], rows = { account = "{account}" } }
              { roles = ["*"], rights = [preview], claims = { level = "2" } }
            ]
            """;

    @TempDir
    Path folder;

    private TestServer serve(String access) {
        return TestServer.start(
                folder.resolve("data"),
                settings -> settings.withHttp(settings.http().with(TestAccess.read(folder, access))),
                new Bank());
    }

    private static JsonNode ask(TestServer server, String path, String user, String role) {
        var answer = server.client()
                .send(server.client()
                        .request(path)
                        .header("X-User", user)
                        .header("X-Roles", role)
                        .build());
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static String right(JsonNode told, String right) {
        return told.path("rights").path(right).asText();
    }

    @Test
    void isToldWhatItMayDo() {
        try (TestServer server = serve(ACCESS)) {
            JsonNode anna = ask(server, "/caller", "anna", "guest");
            assertThat(anna.path("principal").asText()).isEqualTo("anna");
            assertThat(anna.path("known").asBoolean()).isTrue();
            assertThat(anna.path("roles").toString()).isEqualTo("[\"bank\",\"guest\"]");
            for (String right : new String[] {"read", "write", "query", "subscribe", "operate"}) {
                assertThat(right(anna, right)).as(right).isEqualTo("ALL");
            }
            assertThat(right(anna, "erase")).isEqualTo("NONE");
            assertThat(right(anna, "none")).isEmpty();

            JsonNode teller = ask(server, "/caller", "carl", "teller");
            assertThat(right(teller, "read")).isEqualTo("PART");
            assertThat(right(teller, "write")).isEqualTo("PART");
            assertThat(right(teller, "query")).isEqualTo("PART");
            assertThat(right(teller, "subscribe")).isEqualTo("NONE");
        }
    }

    @Test
    void isToldHowToBeKnownWhereNothingIsShown() {
        try (TestServer server = serve(ACCESS)) {
            JsonNode nobody = server.client().get("/caller").body();
            assertThat(nobody.path("principal").isNull()).isTrue();
            assertThat(nobody.path("known").asBoolean(true)).isFalse();
            assertThat(nobody.path("roles")).isEmpty();
            assertThat(nobody.path("rights").properties())
                    .allSatisfy(right -> assertThat(right.getValue().asText()).isEqualTo("NONE"));
            assertThat(nobody.path("credentials").toString()).isEqualTo("[\"PROXY\"]");
            for (String wrong : new String[] {"Basic YW5uYTp4", "Bearer nothing", "Other x"}) {
                var refused = server.client()
                        .send(server.client()
                                .request("/caller")
                                .header("Authorization", wrong)
                                .build());
                assertThat(refused.status()).as(wrong).isEqualTo(401);
            }
            assertThat(server.client().get("/caller?name=anna").status()).isEqualTo(400);
        }
    }

    @Test
    void mayDoAllWhereCallersNeedNotBeKnown() {
        try (TestServer server = TestServer.start(folder.resolve("data"), new Bank())) {
            JsonNode anybody = server.client().get("/caller").body();
            assertThat(anybody.path("known").asBoolean(true)).isFalse();
            assertThat(anybody.path("credentials")).isEmpty();
            assertThat(anybody.path("rights").properties())
                    .isNotEmpty()
                    .allSatisfy(right -> assertThat(right.getValue().asText()).isEqualTo("ALL"));
        }
    }

    @Test
    void seesTheRulesOfAllRolesWhereItOperatesTheServer() {
        try (TestServer server = serve(ACCESS)) {
            JsonNode access = ask(server, "/admin/access", "anna", "guest");
            assertThat(access.path("credentials").toString()).isEqualTo("[\"PROXY\"]");
            assertThat(access.path("roles")).hasSize(3);
            assertThat(access.path("roles").findValuesAsText("role")).containsExactly("*", "bank", "teller");
            JsonNode bank = access.path("roles").path(1);
            assertThat(bank.path("members").toString()).isEqualTo("[\"anna\",\"ben\"]");
            assertThat(right(bank, "subscribe")).isEqualTo("ALL");
            assertThat(right(bank, "preview")).isEqualTo("PART");
            JsonNode teller = access.path("roles").path(2);
            assertThat(right(teller, "read")).isEqualTo("PART");
            assertThat(right(teller, "write")).isEqualTo("PART");
            assertThat(right(teller, "query")).isEqualTo("PART");
            assertThat(right(teller, "operate")).isEqualTo("NONE");
            assertThat(access.path("rules")).hasSize(5);
            assertThat(access.path("rules").path(3).toString())
                    .isEqualTo("{\"roles\":[\"teller\"],\"claims\":{},\"rights\":[\"query\"],\"streams\":[],"
                            + "\"commands\":[],\"views\":[\"balances\"],\"rows\":{\"account\":\"{account}\"}}");
        }
    }
}
