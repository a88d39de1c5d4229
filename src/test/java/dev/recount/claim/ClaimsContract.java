package dev.recount.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.database.sql.Transactions;
import dev.recount.journal.claim.ClaimChange;
import dev.recount.journal.claim.ClaimTakenException;
import dev.recount.journal.claim.Claimed;
import dev.recount.journal.claim.table.ClaimRow;
import dev.recount.journal.claim.table.ClaimTable;
import dev.recount.journal.claim.table.ClaimWriter;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.model.StreamId;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The values that one stream at a time holds. */
abstract class ClaimsContract {

    static final int RACERS = 200;

    @TempDir
    Path folder;

    JournalSettings journal;

    abstract DatabaseKind kind();

    @BeforeEach
    void open() {
        journal = settings();
    }

    JournalSettings settings() {
        return TestDatabases.settings(kind(), folder);
    }

    final TestServer serve(String... unique) {
        return TestServer.start(folder, settings -> settings.withJournal(journal), new Club(Set.of(unique)));
    }

    private TestServer serve() {
        return serve("email", "handle");
    }

    static Answer join(TestClient client, String id, String email, String handle) {
        return client.post("/streams/member/" + id + "/Join", joining(email, handle));
    }

    static String joining(String email, String handle) {
        return "{\"email\": \"" + email + "\", \"handle\": \"" + handle + "\"}";
    }

    static String holder(TestClient client, String name, String value) {
        Answer found = client.get("/claims/" + name + "/" + URLEncoder.encode(value, StandardCharsets.UTF_8));
        return found.status() == 404 ? "" : found.body().path("stream").asText();
    }

    private static void requireTaken(Answer answer, String name) {
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("TAKEN");
        assertThat(answer.body().path("detail").asText()).isEqualTo("another stream holds this value of " + name);
    }

    @Test
    void rejectsWhatAnotherStreamHolds() {
        try (TestServer server = serve()) {
            TestClient client = server.client();
            assertThat(join(client, "1", "anna@example.com", "anna").status()).isEqualTo(200);
            requireTaken(join(client, "2", "anna@example.com", "ben"), "email");
            requireTaken(join(client, "2", "ben@example.com", "anna"), "handle");
            assertThat(client.get("/streams/member/2").status()).isEqualTo(404);
            assertThat(join(client, "2", "ben@example.com", "ben")
                            .body()
                            .path("version")
                            .asInt())
                    .isEqualTo(1);
            assertThat(holder(client, "email", "anna@example.com")).isEqualTo("member/1");
            assertThat(holder(client, "handle", "ben")).isEqualTo("member/2");
            assertThat(holder(client, "handle", "carl")).isEmpty();
            assertThat(holder(client, "nothing", "anna")).isEmpty();
        }
    }

    @Test
    void holdInTransactions() {
        try (TestServer server = serve()) {
            TestClient client = server.client();
            String both = """
                    {"commands": [
                      {"stream": "member/1", "command": "Join", "data": %s},
                      {"stream": "member/5", "command": "Join", "data": %s}]}""";
            Answer same = client.post(
                    "/transactions",
                    both.formatted(joining("anna@example.com", "anna"), joining("anna@example.com", "ben")));
            requireTaken(same, "email");
            assertThat(same.body().path("stream").asText()).isEqualTo("member/5");
            assertThat(holder(client, "email", "anna@example.com")).isEmpty();
            assertThat(client.get("/streams/member/1").status()).isEqualTo(404);
            join(client, "7", "carl@example.com", "carl");
            Answer taken = client.post(
                    "/transactions",
                    both.formatted(joining("anna@example.com", "carl"), joining("ben@example.com", "ben")));
            requireTaken(taken, "handle");
            assertThat(taken.body().path("command").asInt(-1)).isZero();
            Answer joined = client.post(
                    "/transactions",
                    both.formatted(joining("anna@example.com", "anna"), joining("ben@example.com", "ben")));
            assertThat(joined.status()).isEqualTo(200);
            assertThat(holder(client, "handle", "ben")).isEqualTo("member/5");
        }
    }

    @Test
    void isToldByPreviewsOfWhatAnotherStreamHolds() {
        try (TestServer server = serve()) {
            TestClient client = server.client();
            join(client, "1", "anna@example.com", "anna");
            requireTaken(preview(client, "anna@example.com", "ben"), "email");
            requireTaken(preview(client, "ben@example.com", "anna"), "handle");
            assertThat(preview(client, "ben@example.com", "ben").status()).isEqualTo(200);
            assertThat(client.get("/streams/member/2/decisions").body().path("decisions"))
                    .isEmpty();
            String line = "{\"stream\":\"member/2\",\"command\":\"Join\",\"data\":" + joining("anna@example.com", "ben")
                    + "}\n";
            assertThat(client.sendText(client.request("/streams?dryRun=true")
                            .header("Content-Type", "application/x-ndjson")
                            .POST(BodyPublishers.ofString(line))
                            .build()))
                    .contains("TAKEN")
                    .doesNotContain("anna@example.com");
            assertThat(join(client, "2", "ben@example.com", "ben").status()).isEqualTo(200);
        }
    }

    private static Answer preview(TestClient client, String email, String handle) {
        return client.post("/streams/member/2/Join?dryRun=true", joining(email, handle));
    }

    @Test
    void recordsTheRejectionWithItsCommand() {
        try (TestServer server = serve()) {
            TestClient client = server.client();
            join(client, "1", "anna@example.com", "anna");
            join(client, "2", "anna@example.com", "ben");
            JsonNode decision = client.get("/streams/member/2/decisions")
                    .body()
                    .path("decisions")
                    .path(0);
            assertThat(decision.toString()).contains("TAKEN", "Join").contains("ben");
        }
    }

    @Test
    void letsAStreamKeepAndChangeWhatItHolds() {
        try (TestServer server = serve()) {
            TestClient client = server.client();
            join(client, "1", "anna@example.com", "anna");
            assertThat(join(client, "1", "anna@example.com", "anna").status()).isEqualTo(200);
            assertThat(join(client, "1", "anna@example.org", "anna").status()).isEqualTo(200);
            assertThat(holder(client, "email", "anna@example.com")).isEmpty();
            assertThat(holder(client, "email", "anna@example.org")).isEqualTo("member/1");
            assertThat(holder(client, "handle", "anna")).isEqualTo("member/1");
        }
    }

    @Test
    void letsOthersTakeWhatIsGivenBack() {
        try (TestServer server = serve()) {
            TestClient client = server.client();
            join(client, "1", "anna@example.com", "anna");
            assertThat(client.post("/streams/member/1/Leave", "{}").status()).isEqualTo(200);
            assertThat(holder(client, "email", "anna@example.com")).isEmpty();
            assertThat(join(client, "2", "anna@example.com", "anna").status()).isEqualTo(200);
            requireTaken(join(client, "1", "anna@example.com", "other"), "email");
        }
    }

    @Test
    void goesOnWithTheStateOfBeforeARejection() {
        try (TestServer server = serve()) {
            TestClient client = server.client();
            join(client, "1", "anna@example.com", "anna");
            join(client, "2", "ben@example.com", "ben");
            for (int i = 0; i < 3; i++) {
                requireTaken(client.post("/streams/member/2/Mail", "{\"email\": \"anna@example.com\"}"), "email");
            }
            JsonNode state = client.get("/streams/member/2").body();
            assertThat(state.path("version").asInt()).isEqualTo(1);
            assertThat(state.path("state").path("email").asText()).isEqualTo("ben@example.com");
            assertThat(client.post("/streams/member/2/Mail", "{\"email\": \"ben@example.org\"}")
                            .body()
                            .path("version")
                            .asInt())
                    .isEqualTo(2);
        }
    }

    @Test
    void sharesANameBetweenStreamTypes() {
        try (TestServer server = serve()) {
            TestClient client = server.client();
            join(client, "1", "anna@example.com", "anna");
            requireTaken(client.post("/streams/team/1/Call", "{\"handle\": \"anna\"}"), "handle");
            assertThat(client.post("/streams/team/1/Call", "{\"handle\": \"eagles\"}")
                            .status())
                    .isEqualTo(200);
            requireTaken(join(client, "2", "ben@example.com", "eagles"), "handle");
        }
    }

    @Test
    void storesNothingWhereTheRulesFailOnWhatIsHeld() {
        try (TestServer server = serve()) {
            TestClient client = server.client();
            Answer answer = client.post("/streams/member/1/Break", "{}");
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.code()).isEqualTo("DOMAIN_DEFECT");
            assertThat(client.get("/streams/member/1").status()).isEqualTo(404);
        }
    }

    @Test
    void letsOneOfManyWinAndDisturbsNoOther() {
        try (TestServer server = serve()) {
            TestClient client = server.client();
            var racers = new ArrayList<CompletableFuture<Answer>>();
            var others = new ArrayList<CompletableFuture<Answer>>();
            for (int i = 0; i < RACERS; i++) {
                racers.add(
                        client.postLater("/streams/member/" + i + "/Join", joining("one@example.com", "handle-" + i)));
                others.add(client.postLater("/streams/team/" + i + "/Call", "{\"handle\": \"team-" + i + "\"}"));
            }
            assertThat(others)
                    .allSatisfy(other -> assertThat(other.join().status()).isEqualTo(200));
            List<Answer> answers = racers.stream().map(CompletableFuture::join).toList();
            assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
            assertThat(answers)
                    .filteredOn(answer -> answer.code().equals("TAKEN"))
                    .hasSize(RACERS - 1);
            assertThat(client.get("/health/ready").status()).isEqualTo(200);
            int winner = answers.indexOf(answers.stream()
                    .filter(answer -> answer.status() == 200)
                    .findFirst()
                    .orElseThrow());
            assertThat(holder(client, "email", "one@example.com")).isEqualTo("member/" + winner);
            assertThat(client.get("/admin/claims")
                            .body()
                            .path("claims")
                            .path(0)
                            .path("held")
                            .asInt())
                    .isEqualTo(1);
        }
    }

    private static JsonNode claim(TestClient client, String name) {
        for (JsonNode each : client.get("/admin/claims").body().path("claims")) {
            if (each.path("name").asText().equals(name)) {
                return each;
            }
        }
        return MissingNode.getInstance();
    }

    private static void awaitState(TestClient client, String name, String state) {
        Pause.until(() -> Set.of(state)
                .equals(Set.copyOf(claim(client, name).path("types").findValuesAsText("state"))));
    }

    @Test
    void comesIntoForceForStreamsOfBeforeOnceNoTwoHoldTheSame() {
        try (TestServer server = serve()) {
            join(server.client(), "1", "anna@example.com", "anna");
        }
        try (TestServer server = serve("email")) {
            TestClient client = server.client();
            Pause.until(() -> claim(client, "handle").path("types").isMissingNode());
            join(client, "2", "ben@example.com", "anna");
            join(client, "3", "carl@example.com", "carl");
            client.post("/streams/team/1/Call", "{\"handle\": \"carl\"}");
        }
        try (TestServer server = serve()) {
            TestClient client = server.client();
            awaitState(client, "handle", "DUPLICATES");
            JsonNode handle = claim(client, "handle");
            assertThat(handle.path("held").asInt()).isEqualTo(2);
            assertThat(handle.path("heldTwice").toString())
                    .contains("[\"member/1\",\"member/2\"]", "[\"member/3\",\"team/1\"]");
            requireTaken(join(client, "4", "dora@example.com", "carl"), "handle");
            requireTaken(client.post("/streams/team/2/Call?dryRun=true", "{\"handle\": \"anna\"}"), "handle");
            assertThat(join(client, "2", "ben@example.org", "anna").status()).isEqualTo(200);
            assertThat(claim(client, "handle").path("duplicates").asInt()).isEqualTo(2);
            assertThat(client.post("/streams/member/1/Leave", "{}").status()).isEqualTo(200);
            assertThat(client.post("/streams/team/1/Call", "{\"handle\": \"eagles\"}")
                            .status())
                    .isEqualTo(200);
            awaitState(client, "handle", "IN_FORCE");
            assertThat(client.post("/streams/member/3/Leave", "{}").status()).isEqualTo(200);
            assertThat(join(client, "4", "dora@example.com", "carl").status()).isEqualTo(200);
            assertThat(holder(client, "handle", "anna")).isEqualTo("member/2");
            assertThat(holder(client, "handle", "carl")).isEqualTo("member/4");
            assertThat(holder(client, "handle", "eagles")).isEqualTo("team/1");
            requireTaken(join(client, "1", "anna@example.com", "anna"), "handle");
        }
    }

    @Test
    void holdsWhatItHeldAfterARestart() {
        try (TestServer server = serve()) {
            join(server.client(), "1", "anna@example.com", "anna");
        }
        try (TestServer server = serve()) {
            TestClient client = server.client();
            assertThat(claim(client, "email")
                            .path("types")
                            .path(0)
                            .path("state")
                            .asText())
                    .isEqualTo("IN_FORCE");
            requireTaken(join(client, "2", "anna@example.com", "ben"), "email");
            assertThat(client.post("/streams/member/1/Leave", "{}").status()).isEqualTo(200);
            assertThat(join(client, "2", "anna@example.com", "anna").status()).isEqualTo(200);
        }
    }

    @Test
    void givesBackWhatIsErased() {
        try (TestServer server = serve()) {
            TestClient client = server.client();
            join(client, "1", "anna@example.com", "anna");
            assertThat(client.post("/subjects/member/1/erase", "{\"ground\": \"art. 17\"}")
                            .status())
                    .isEqualTo(200);
            assertThat(holder(client, "email", "anna@example.com")).isEmpty();
            assertThat(holder(client, "handle", "anna")).isEqualTo("member/1");
            assertThat(join(client, "2", "anna@example.com", "ben").status()).isEqualTo(200);
        }
    }

    @Test
    void areHandedOverToAStreamThatGoesOnFromAnother() {
        try (Database database = JournalDatabase.open(journal)) {
            var table = new ClaimTable(database);
            table.define("handle", "member", true);
            table.define("handle", "team", true);
            var writer = new ClaimWriter(database.kind());
            write(database, writer, "member|1", new ClaimChange("handle", Optional.of("c1"), false), List.of());
            ClaimChange taking = new ClaimChange("handle", Optional.of("c1"), false);
            assertThatThrownBy(() -> write(database, writer, "team|1", taking, List.of("member|2")))
                    .isInstanceOf(ClaimTakenException.class);
            write(database, writer, "team|1", taking, List.of("member|1"));
            assertThat(table.holder("handle", "c1")).contains(new StreamId("team", "1"));
            write(database, writer, "member|1", new ClaimChange("handle", Optional.empty(), true), List.of());
            assertThat(table.holder("handle", "c1")).contains(new StreamId("team", "1"));
        }
    }

    @Test
    void areHandedOverAlsoWhereTwoStreamsHoldThem() {
        try (Database database = JournalDatabase.open(journal)) {
            var table = new ClaimTable(database);
            table.define("handle", "member", false);
            table.define("handle", "team", true);
            var writer = new ClaimWriter(database.kind());
            ClaimChange taking = new ClaimChange("handle", Optional.of("c1"), false);
            write(database, writer, "member|1", taking, List.of());
            write(database, writer, "member|2", taking, List.of());
            table.built("handle", "member");
            var goingOn = new StreamId("team", "2");
            assertThat(table.isTaken(goingOn, taking, List.of())).isTrue();
            assertThat(table.isTaken(goingOn, taking, List.of("member|2"))).isFalse();
            assertThatThrownBy(() -> write(database, writer, "team|2", taking, List.of()))
                    .isInstanceOf(ClaimTakenException.class);
            write(database, writer, "team|2", taking, List.of("member|2"));
            assertThat(table.duplicates("handle", 10))
                    .containsExactly(new ClaimTable.Duplicate(
                            "handle", List.of(new StreamId("member", "1"), new StreamId("team", "2"))));
            write(database, writer, "team|2", taking, List.of());
            write(database, writer, "member|1", new ClaimChange("handle", Optional.empty(), true), List.of());
            assertThat(table.holder("handle", "c1")).contains(new StreamId("team", "2"));
            assertThat(table.duplicates("handle")).isZero();
        }
    }

    @Test
    void tellsWhichStreamsCannotBeCountedAndCountsTheOthers() {
        try (TestServer server = serve("email")) {
            TestClient client = server.client();
            assertThat(client.post("/streams/member/1/Break", "{}").status()).isEqualTo(200);
            join(client, "2", "ben@example.com", "ben");
            client.post("/streams/team/1/Call", "{\"handle\": \"eagles\"}");
        }
        try (TestServer server = serve()) {
            TestClient client = server.client();
            JsonNode handle = Pause.untilThere(
                    () -> claim(client, "handle"),
                    told -> told.path("held").asInt() == 2
                            && told.path("uncounted").size() == 1
                            && told.path("types").path(1).path("state").asText().equals("IN_FORCE"));
            assertThat(handle.path("uncounted").toString()).isEqualTo("[\"member/1\"]");
            assertThat(handle.path("types").path(0).path("state").asText()).isEqualTo("BUILDING");
            assertThat(client.sendText(client.request("/metrics").GET().build()))
                    .containsPattern("recount_claims_uncounted(\\{.*})? 1");
        }
    }

    private static void write(
            Database database, ClaimWriter writer, String stream, ClaimChange change, List<String> from) {
        new Transactions(database.pool(), "not written").run(statements -> {
            writer.write(statements, List.of(new ClaimRow(stream, new Claimed(List.of(change), from))));
            return true;
        });
    }

    @Test
    void followsACorrection() {
        try (TestServer server = serve()) {
            TestClient client = server.client();
            join(client, "1", "anna@example.com", "anna");
            join(client, "2", "ben@example.com", "ben");
            String wrong = correction(joining("ben@example.com", "anna"));
            Answer taken = client.post("/streams/member/1/corrections", wrong);
            assertThat(taken.status()).isEqualTo(409);
            assertThat(taken.code()).isEqualTo("CLAIM_TAKEN");
            Answer corrected =
                    client.post("/streams/member/1/corrections", correction(joining("anna@example.org", "anna")));
            assertThat(corrected.status()).isEqualTo(200);
            assertThat(holder(client, "email", "anna@example.com")).isEmpty();
            assertThat(holder(client, "email", "anna@example.org")).isEqualTo("member/1");
        }
    }

    private static String correction(String event) {
        return "{\"reason\": \"a typing error\", \"corrections\": [{\"version\": 1, \"read\": [{\"event\": \"Joined\", \"data\": "
                + event + "}]}]}";
    }
}
