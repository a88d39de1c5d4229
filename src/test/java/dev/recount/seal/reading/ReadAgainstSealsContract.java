package dev.recount.seal.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.example.bank.Bank;
import dev.recount.history.scrub.ScrubSettings;
import dev.recount.history.verify.Report;
import dev.recount.journal.StoredEvent;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.seal.TestSeals;
import dev.recount.server.Pause;
import dev.recount.server.StoppedServer;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import dev.recount.server.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Journals that somebody has changed with everything that stands beside events, so that only the seals tell. */
abstract class ReadAgainstSealsContract {

    /** Enough for several tiles. */
    private static final int DEPOSITS = 299;

    @TempDir
    Path folder;

    private JournalSettings journal;

    abstract DatabaseKind kind();

    @BeforeEach
    void sealSome() {
        journal = TestDatabases.settings(kind(), folder);
        try (TestServer server = serve()) {
            TestClient client = server.client();
            for (String account : List.of("1", "2", "3")) {
                require(client.post(
                        "/streams/account/" + account + "/Open", "{\"owner\":\"Ann\",\"overdraftLimit\":0}"));
                String line = "{\"stream\":\"account/" + account
                        + "\",\"command\":\"Deposit\",\"data\":{\"amount\":1,\"method\":\"CASH\"}}";
                client.bulk(Collections.nCopies(DEPOSITS, line));
            }
            TestSeals.awaitSealed(client, 3 * (DEPOSITS + 1));
        }
    }

    private static JsonNode require(Answer answer) {
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer.body();
    }

    private TestServer serve() {
        return TestServer.start(folder, this::settings, new Bank());
    }

    private Settings settings(Settings settings) {
        return settings.withJournal(journal)
                .withScrub(new ScrubSettings(1_000_000, Duration.ofSeconds(1)))
                .withSeals(TestSeals.often("bank"));
    }

    private void change(String... statements) {
        try (Database database = JournalDatabase.open(journal);
                Connection connection = TestDatabases.repairing(database.pool().getConnection())) {
            for (String each : statements) {
                try (PreparedStatement statement = connection.prepareStatement(each)) {
                    boolean changed = statement.executeUpdate() > 0;
                    assertThat(changed || each.startsWith("CREATE")).as(each).isTrue();
                }
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Writes the last event of a stream anew, with a hash that fits it. */
    private void forgeLast(String account) {
        String where = " WHERE persistence_id = 'account|" + account + "' AND sequence_number = " + (DEPOSITS + 1);
        try (Database database = JournalDatabase.open(journal);
                Connection connection = TestDatabases.repairing(database.pool().getConnection());
                PreparedStatement select = connection.prepareStatement(
                        "SELECT event_ser_manifest, event_payload FROM event_journal" + where);
                ResultSet row = select.executeQuery();
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE event_journal SET event_payload = ?, event_hash = ?" + where)) {
            assertThat(row.next()).isTrue();
            String text = new String(row.getBytes(2), StandardCharsets.UTF_8);
            String forged = text.replace("\"amount\":1", "\"amount\":1000000");
            assertThat(forged).isNotEqualTo(text);
            var event = new StoredEvent(row.getString(1), forged.getBytes(StandardCharsets.UTF_8));
            update.setBytes(1, event.payload());
            update.setBytes(2, event.hash());
            assertThat(update.executeUpdate()).isEqualTo(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        change("DELETE FROM snapshot WHERE persistence_id = 'account|" + account + "'");
    }

    private List<String> verified() {
        var findings = new ArrayList<String>();
        Report report = verify(findings);
        assertThat(report.remarks()).isEmpty();
        return findings;
    }

    private Report verify(List<String> findings) {
        Settings settings = Settings.read(Optional.empty()).withData(folder).withJournal(journal);
        return new StoppedServer(settings, List.of(new Bank()))
                .verify(List.of(), finding -> findings.add(finding.toString()), _ -> {});
    }

    private static JsonNode awaitDamaged(TestClient client, int count) {
        return Pause.untilThere(
                () -> client.get("/admin/damaged-streams").body().path("streams"), streams -> streams.size() == count);
    }

    @Test
    void holdWhereNobodyHasChangedThem() throws Exception {
        assertThat(verified()).isEmpty();
        Path key = folder.resolve("seal.pem");
        Path away = Files.move(key, folder.resolve("away.pem"));
        assertThat(verify(new ArrayList<>()).remarks())
                .singleElement()
                .asString()
                .contains("recount.seal.key");
        Files.move(away, key);
        try (TestServer server = serve()) {
            server.awaitView("balances", "account/1");
            assertThat(server.client().get("/admin/damaged-streams").body().path("streams"))
                    .isEmpty();
        }
    }

    /** Nothing in the database contradicts it: it is the last of its stream, and has the hash that fits. */
    @Test
    void showAnEventWrittenAnew() {
        forgeLast("2");

        assertThat(verified()).containsExactly("account/2@300: it is not the one that was sealed");
        try (TestServer server = serve()) {
            TestClient client = server.client();
            JsonNode damaged = awaitDamaged(client, 1);
            assertThat(damaged.path(0).path("stream").asText()).isEqualTo("account/2");
            assertThat(damaged.path(0).path("version").asInt()).isEqualTo(300);
            assertThat(client.get("/streams/account/2").code()).isEqualTo("STREAM_DAMAGED");
            assertThat(client.get("/streams/account/2/events/300/receipt").code())
                    .isEqualTo("NOT_AS_SEALED");
            assertThat(client.get("/streams/account/3").status()).isEqualTo(200);
            assertThat(client.get("/streams/account/2/events?after=299").code()).isEqualTo("STREAM_DAMAGED");
            require(client.post("/admin/views/balances/rebuild", "{}"));
            Pause.until(
                    () -> client.get("/admin/views/balances").body().toString().contains("account/2@300"));
        }
    }

    @Test
    void showOneWrittenAnewToWhoReadsTheLogBeforeAnySearch() {
        forgeLast("2");
        try (TestServer server = TestServer.start(
                folder,
                settings -> settings(settings).withScrub(new ScrubSettings(0, Duration.ofHours(1))),
                new Bank())) {
            TestClient client = server.client();
            String next = "/events?limit=100";
            var problems = new ArrayList<String>();
            JsonNode page;
            do {
                page = require(client.get(next));
                page.path("events")
                        .valueStream()
                        .filter(event -> event.has("problem"))
                        .forEach(event -> problems.add(event.path("id").asText() + " " + event.path("problem")));
                next = page.path("next").asText();
            } while (!page.path("head").asBoolean());
            assertThat(problems).singleElement().asString().startsWith("account/2@300");
            awaitDamaged(client, 1);
        }
    }

    @Test
    void showEventsThatWereRemovedAndTellWhenTheyAreBack() {
        change(
                "CREATE TABLE away AS SELECT * FROM event_journal WHERE persistence_id = 'account|3' AND sequence_number > 298");
        String remove = "DELETE FROM event_journal WHERE persistence_id = 'account|3' AND sequence_number > 298";
        change(remove, "DELETE FROM snapshot WHERE persistence_id = 'account|3'");

        assertThat(verified())
                .contains(
                        "account/3@299: it was sealed, and is missing", "account/3@300: it was sealed, and is missing");
        try (TestServer server = serve()) {
            JsonNode damaged = awaitDamaged(server.client(), 1);
            assertThat(damaged.path(0).path("stream").asText()).isEqualTo("account/3");
            assertThat(server.client()
                            .post("/streams/account/3/Deposit", "{\"amount\":1,\"method\":\"CASH\"}")
                            .code())
                    .isEqualTo("STREAM_DAMAGED");
        }
        change("INSERT INTO event_journal SELECT * FROM away");
        try (TestServer server = serve()) {
            awaitDamaged(server.client(), 0);
        }
    }

    @Test
    void showAStreamThatWasRemoved() {
        change(
                "DELETE FROM event_journal WHERE persistence_id = 'account|2'",
                "DELETE FROM snapshot WHERE persistence_id = 'account|2'");

        assertThat(verified())
                .contains("account/2@1: it was sealed, and is missing", "account/2@300: it was sealed, and is missing")
                .hasSize(300);
        try (TestServer server = serve()) {
            JsonNode damaged = awaitDamaged(server.client(), 1);
            assertThat(damaged.path(0).path("stream").asText()).isEqualTo("account/2");
            assertThat(damaged.path(0).path("version").asInt()).isEqualTo(1);
        }
    }

    @Test
    void showARowThatIsOfNoStream() {
        change(
                "CREATE TABLE added AS SELECT * FROM event_journal WHERE persistence_id = 'account|1' AND sequence_number = 1",
                "UPDATE added SET persistence_id = 'x', ordering = ordering + 1000000",
                "INSERT INTO event_journal SELECT * FROM added");

        assertThat(verified())
                .contains("x: is not the name of a stream")
                .anySatisfy(finding -> assertThat(finding).startsWith("journal 1: x is not the name of a stream"));
    }

    @Test
    void showATreeThatWasChanged() {
        change("UPDATE seal_tile SET hashes = (SELECT hashes FROM seal_tile WHERE level = 0 AND number = 1)"
                + " WHERE level = 0 AND number = 0");

        assertThat(verified()).singleElement().asString().contains("tile 0 of level 0 is not the one that was signed");
    }

    /** Nothing is read of the log that cannot be checked, and streams, which have their own hashes, go on. */
    @Test
    void leaveTheLogUnreadWhereTheTreeWasTakenAway() {
        change("DELETE FROM seal_tile");

        assertThat(verified()).singleElement().asString().startsWith("journal 1: tile ");
        try (TestServer server = serve()) {
            TestClient client = server.client();
            Answer events = client.get("/events");
            assertThat(events.status()).isEqualTo(503);
            require(client.post("/streams/account/1/Deposit", "{\"amount\":1,\"method\":\"CASH\"}"));
            require(client.get("/streams/account/1?version=2"));
            assertThat(client.get("/streams/account/1/events/2/receipt").status())
                    .isEqualTo(404);
        }
    }
}
