package dev.recount.claim;

import static dev.recount.claim.ClaimsContract.holder;
import static dev.recount.claim.ClaimsContract.join;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.database.sql.Transactions;
import dev.recount.history.verify.Finding;
import dev.recount.journal.JournalKey;
import dev.recount.journal.claim.ClaimChange;
import dev.recount.journal.claim.Claimed;
import dev.recount.journal.claim.mark.ClaimMark;
import dev.recount.journal.claim.mark.ClaimMarks;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.journal.spread.Journals;
import dev.recount.journal.spread.Placement;
import dev.recount.model.StreamId;
import dev.recount.server.Pause;
import dev.recount.server.RestoredServer;
import dev.recount.server.StoppedServer;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import dev.recount.server.move.JournalMove;
import dev.recount.server.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of what streams hold where it was moved into several journals, was restored there, or is verified. */
class ClaimsOfSeveralJournalsTest {

    private static final int MEMBERS = 8;

    @TempDir
    Path folder;

    private final JournalSettings journals = TestDatabases.several(2);

    private TestServer serve(JournalSettings settings) {
        return TestServer.start(folder, all -> all.withJournal(settings), new Club());
    }

    private static void joinAll(TestClient client) {
        for (int member = 1; member <= MEMBERS; member++) {
            String id = Integer.toString(member);
            assertThat(join(client, id, id + "@example.com", "h" + id).status()).isEqualTo(200);
        }
    }

    private static void requireAllHeld(TestClient client) {
        for (int member = 1; member <= MEMBERS; member++) {
            String id = Integer.toString(member);
            assertThat(holder(client, "email", id + "@example.com")).isEqualTo("member/" + id);
            assertThat(join(client, "other", "other@example.com", "h" + id).code())
                    .isEqualTo("TAKEN");
        }
    }

    private List<String> verify() {
        var findings = new ArrayList<String>();
        Settings settings = settings();
        var _ = new StoppedServer(settings, List.of(new Club()))
                .verify(List.of(), (Finding finding) -> findings.add(finding.toString()), _ -> {});
        return findings;
    }

    private Settings settings() {
        return Settings.read(Optional.of(TestServer.PATIENT)).withData(folder).withJournal(journals);
    }

    @Test
    void areMovedThere() {
        var source = TestDatabases.settings(DatabaseKind.H2, folder);
        try (TestServer server = serve(source)) {
            joinAll(server.client());
        }
        JournalMove.run(source, journals, TestDatabases.keys(folder), true, (_, _) -> {});
        try (TestServer server = serve(journals)) {
            TestClient client = server.client();
            requireAllHeld(client);
            for (int member = 1; member <= MEMBERS; member++) {
                assertThat(client.post("/streams/member/" + member + "/Leave", "{}")
                                .status())
                        .isEqualTo(200);
                assertThat(join(client, "n" + member, "n" + member + "@example.com", "h" + member)
                                .status())
                        .isEqualTo(200);
            }
        }
        assertThat(verify()).isEmpty();
    }

    @Test
    void areCountedAnewAfterTheHomeJournalWasRestoredFromAnEarlierBackup() {
        try (TestServer server = serve(journals)) {
            joinAll(server.client());
        }
        try (Journals opened = Journals.open(journals)) {
            for (String table : List.of("claim", "claim_settled")) {
                change(opened.home(), "DELETE FROM " + table);
            }
        }
        assertThat(verify()).hasSizeGreaterThan(MEMBERS);
        assertThat(RestoredServer.goOn(settings(), false)).isPresent();
        try (TestServer server = serve(journals)) {
            TestClient client = server.client();
            Pause.until(() -> {
                List<String> states = client.get("/admin/claims").body().findValuesAsText("state");
                return states.size() == 3 && states.stream().allMatch("IN_FORCE"::equals);
            });
            requireAllHeld(client);
        }
        assertThat(verify()).isEmpty();
    }

    @Test
    void areVerifiedWithWhatIsStillToBeWritten() {
        try (TestServer server = serve(journals)) {
            joinAll(server.client());
        }
        assertThat(verify()).isEmpty();
        try (Journals opened = Journals.open(journals)) {
            var stream = new StreamId("member", "1");
            Database own = opened.databases().of(stream);
            String email = code(opened.home(), "email");
            String handle = code(opened.home(), "handle");
            change(opened.home(), "DELETE FROM claim WHERE persistence_id = 'member|1'");
            var changes = List.of(
                    new ClaimChange("email", Optional.of(email), false),
                    new ClaimChange("handle", Optional.of(handle), false));
            var mark = new ClaimMark("m1", JournalKey.of(stream), 1, new Claimed(changes, List.of()));
            new Transactions(own.pool(), "not stored").run(statements -> {
                ClaimMarks.insert(statements, List.of(mark));
                return true;
            });
        }
        assertThat(verify()).isEmpty();
        try (Journals opened = Journals.open(journals)) {
            new ClaimMarks(opened.databases().of(new StreamId("member", "1")))
                    .remove(List.of(new ClaimMark("m1", "member|1", 1, Claimed.NOTHING)));
            change(opened.home(), "UPDATE claim SET persistence_id = 'team|9' WHERE persistence_id = 'member|2'");
        }
        assertThat(verify())
                .contains(
                        "member/1: it holds a value of email that is not written as its own",
                        "team/9: there are values that it holds, but no events");
    }

    @Test
    void followSeveralCorrectionsOfOneRequest() {
        try (TestServer server = serve(journals)) {
            TestClient client = server.client();
            join(client, "1", "a@example.com", "a");
            client.post("/streams/member/1/Mail", "{\"email\": \"b@example.com\"}");
            assertThat(client.post(
                                    "/streams/member/1/corrections",
                                    "{\"reason\": \"a mistake\", \"corrections\": [{\"version\": 1, \"read\": [{\"event\": \"Joined\","
                                            + " \"data\": {\"email\": \"c@example.com\", \"handle\": \"c\"}}]},"
                                            + " {\"version\": 2, \"read\": []}]}")
                            .status())
                    .isEqualTo(200);
            requireHolds(client, "c@example.com", "c");
            assertThat(client.post("/streams/member/1/Mail", "{\"email\": \"d@example.com\"}")
                            .status())
                    .isEqualTo(200);
            requireHolds(client, "d@example.com", "c");
            assertThat(join(client, "2", "c@example.com", "a").status()).isEqualTo(200);
        }
        try (TestServer again = serve(journals)) {
            requireHolds(again.client(), "d@example.com", "c");
        }
        assertThat(verify()).isEmpty();
    }

    private static void requireHolds(TestClient client, String email, String handle) {
        JsonNode state = client.get("/streams/member/1").body().path("state");
        assertThat(state.path("email").asText()).isEqualTo(email);
        assertThat(state.path("handle").asText()).isEqualTo(handle);
        assertThat(holder(client, "handle", handle)).isEqualTo("member/1");
        assertThat(holder(client, "email", email)).isEqualTo("member/1");
    }

    @Test
    void areFreeAtOnceWhereATransactionIsRefused() {
        Placement placement = new Placement(2);
        String other = IntStream.rangeClosed(2, 100)
                .mapToObj(Integer::toString)
                .filter(id -> placement.of(new StreamId("member", id)) == placement.of(new StreamId("member", "1")))
                .findFirst()
                .orElseThrow();
        try (TestServer server = serve(journals);
                Journals opened = Journals.open(journals)) {
            TestClient client = server.client();
            Answer refused = client.post(
                    "/transactions",
                    "{\"commands\": [{\"stream\": \"member/1\", \"command\": \"Join\", \"data\": {\"email\":"
                            + " \"a@example.com\", \"handle\": \"a\"}}], \"conditions\": [{\"stream\": \"member/"
                            + other + "\", \"version\": 7}]}");
            assertThat(refused.status()).isEqualTo(412);
            Pause.until(() -> count(opened.home(), "claim_reservation") == 0);
            assertThat(count(opened.databases().of(new StreamId("member", "1")), "claim_mark"))
                    .as("it is given back by who asked for it, and not cancelled by who waits")
                    .isZero();
            assertThat(join(client, other, "a@example.com", "a").status()).isEqualTo(200);
        }
    }

    private static long count(Database database, String table) {
        return new Transactions(database.pool(), "not read")
                .run(statements -> statements.select("SELECT COUNT(*) FROM " + table, row -> row.getLong(1)))
                .getFirst();
    }

    private static String code(Database home, String name) {
        return new Transactions(home.pool(), "not read")
                .run(statements -> statements.select(
                        "SELECT code FROM claim WHERE persistence_id = 'member|1' AND name = ?",
                        row -> row.getString(1),
                        name))
                .getFirst();
    }

    private static void change(Database database, String sql) {
        assertThat(new Transactions(database.pool(), "not changed").<Integer>run(statements -> statements.update(sql)))
                .isPositive();
    }
}
