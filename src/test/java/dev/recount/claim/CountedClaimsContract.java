package dev.recount.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.claim.Claims.Defined;
import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.handler.ManualClock;
import dev.recount.history.verify.Finding;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.journal.spread.PerJournal;
import dev.recount.journal.stored.StoredStreams;
import dev.recount.model.StreamId;
import dev.recount.replay.Replay;
import dev.recount.replay.counting.Counting;
import dev.recount.server.StoppedServer;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import dev.recount.server.settings.Settings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What streams hold, counted from their events and held against them. */
abstract class CountedClaimsContract {

    private static final int TEAMS = 70;
    private static final int PAGE = 64;
    private static final Defined HANDLE = new Defined("handle", "team");
    private static final StreamId VICTIM = new StreamId("team", "10");

    @TempDir
    Path folder;

    private JournalSettings journal;
    private final ManualClock clock = new ManualClock();

    abstract DatabaseKind kind();

    @BeforeEach
    void open() {
        journal = TestDatabases.settings(kind(), folder);
    }

    private TestServer serve(String... unique) {
        return TestServer.start(folder, settings -> settings.withJournal(journal), new Club(Set.of(unique)));
    }

    private void writeTeams() {
        try (TestServer server = serve()) {
            for (int team = 0; team < TEAMS; team++) {
                call(server.client(), team);
            }
        }
    }

    private static void call(TestClient client, int team) {
        assertThat(client.post("/streams/team/" + team + "/Call", "{\"handle\": \"h" + team + "\"}")
                        .status())
                .isEqualTo(200);
    }

    private static Claims claims(Database database) {
        var codecs = new Codecs(new Club(Set.of("handle")).streamTypes());
        var claims = new Claims(
                PerJournal.one(database), codecs, new Replay(StoredStreams.shared(PerJournal.one(database)), codecs));
        claims.define(false);
        return claims;
    }

    private static void change(Database database, String sql, Object... values) throws SQLException {
        try (Connection connection = TestDatabases.repairing(database.pool().getConnection());
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            assertThat(statement.executeUpdate()).isPositive();
        }
    }

    private static void turnHash(Database database) throws SQLException {
        String last = "SUBSTRING(event_hash FROM 32 FOR 1)";
        String others = "SUBSTRING(event_hash FROM 1 FOR 31)";
        change(
                database,
                "UPDATE event_journal SET event_hash = " + last + " || " + others
                        + " WHERE persistence_id = 'team|10'");
    }

    @Test
    void areCountedWhereAStreamIsDamagedAndOfThatOneOnceItIsMended() throws SQLException {
        writeTeams();
        try (Database database = JournalDatabase.open(journal)) {
            Claims claims = claims(database);
            turnHash(database);
            var counting = new Counting<>(new CountedClaims(claims, HANDLE), clock);
            assertThat(counting.goOn(() -> false)).isFalse();
            assertThat(counting.left()).containsExactly(VICTIM);
            assertThat(claims.table().held("handle")).isEqualTo(TEAMS - 1);
            assertThat(claims.all().getFirst().uncounted()).containsExactly(VICTIM);

            for (int turn = 1; turn < 32; turn++) {
                turnHash(database);
            }
            change(database, "DELETE FROM claim WHERE persistence_id = 'team|1'");
            assertThat(counting.goOn(() -> false)).isFalse();
            clock.advance(Duration.ofMinutes(1));
            assertThat(counting.goOn(() -> false)).isTrue();
            assertThat(claims.uncounted()).isZero();
            assertThat(claims.table().of(VICTIM)).hasSize(1);
            assertThat(claims.table().of(new StreamId("team", "1")))
                    .as("what was counted before is not counted again")
                    .isEmpty();
        }
    }

    @Test
    void goOnFromWhereTheCountingWas() {
        writeTeams();
        try (Database database = JournalDatabase.open(journal)) {
            Claims claims = claims(database);
            var counting = new Counting<>(new CountedClaims(claims, HANDLE), clock);
            var asked = new AtomicInteger();
            assertThat(counting.goOn(() -> asked.incrementAndGet() > 1)).isFalse();
            assertThat(claims.table().held("handle")).isEqualTo(PAGE);
            assertThat(counting.goOn(() -> false)).isTrue();
            assertThat(claims.table().held("handle")).isEqualTo(TEAMS);
        }
    }

    private List<String> verify() {
        var findings = new ArrayList<String>();
        Settings settings =
                Settings.read(Optional.of(TestServer.PATIENT)).withData(folder).withJournal(journal);
        var _ = new StoppedServer(settings, List.of(new Club()))
                .verify(List.of(), (Finding finding) -> findings.add(finding.toString()), _ -> {});
        return findings;
    }

    @Test
    void areVerified() throws SQLException {
        try (TestServer server = serve("email", "handle")) {
            ClaimsContract.join(server.client(), "1", "anna@example.com", "anna");
            ClaimsContract.join(server.client(), "2", "ben@example.com", "ben");
            server.client().post("/streams/member/2/Leave", "{}");
            call(server.client(), 3);
        }
        assertThat(verify()).isEmpty();
        try (Database database = JournalDatabase.open(journal)) {
            change(database, "UPDATE claim SET persistence_id = 'member|2' WHERE name = 'email'");
            change(database, "INSERT INTO claim (name, code, persistence_id) VALUES ('handle', 'c1', 'team|9')");
            change(
                    database,
                    "INSERT INTO claim_duplicate (name, code, persistence_id) VALUES ('handle', 'c1', 'team|3')");
        }
        assertThat(verify())
                .containsExactlyInAnyOrder(
                        "member/1: it holds a value of email that is not written as its own",
                        "member/2: a value of email is written as its own that it does not hold",
                        "team/3: a value of handle is written as its own that it does not hold",
                        "team/9: there are values that it holds, but no events");
    }
}
