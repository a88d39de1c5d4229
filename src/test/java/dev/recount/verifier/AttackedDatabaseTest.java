package dev.recount.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.database.TestDatabases;
import dev.recount.database.place.DatabasePlace;
import dev.recount.example.bank.Bank;
import dev.recount.metrics.Scrape;
import dev.recount.seal.TestSeals;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that is changed by somebody with all rights on it, before who has kept one checkpoint. */
class AttackedDatabaseTest {

    private static final int EVENTS = 12;

    @TempDir
    Path folder;

    private final DatabasePlace.Postgres place = TestDatabases.postgres();
    private String key = "";
    private Path older = Path.of("");

    private TestServer serve() {
        return TestServer.start(
                folder,
                settings -> settings.withJournal(TestDatabases.settings(place)).withSeals(TestSeals.often("bank")),
                new Bank());
    }

    @BeforeEach
    void sealSomeEvents() throws IOException {
        try (TestServer server = serve()) {
            TestClient client = server.client();
            for (String account : List.of("1", "2", "3")) {
                post(client, account + "/Open", "{\"owner\":\"Ann\",\"overdraftLimit\":0}");
                for (int i = 1; i < EVENTS / 3; i++) {
                    post(client, account + "/Deposit", "{\"amount\":" + i + ",\"method\":\"CASH\"}");
                }
            }
            older = kept(client, EVENTS);
            key = TestSeals.tree(client).path("verifierKeys").path(0).asText();
            post(client, "4/Open", "{\"owner\":\"Ben\",\"overdraftLimit\":0}");
            kept(client, EVENTS + 1);
        }
    }

    private static void post(TestClient client, String path, String json) {
        assertThat(client.post("/streams/account/" + path, json).status()).isEqualTo(200);
    }

    /** Returns the file of a checkpoint of so many events. */
    private Path kept(TestClient client, int size) throws IOException {
        TestSeals.awaitSealed(client, size);
        String note = client.sendText(client.request("/seal/1/checkpoint").GET().build());
        return Files.writeString(folder.resolve("checkpoint-" + size), note);
    }

    private void attack(String... statements) throws SQLException {
        try (Connection connection = TestDatabases.repairing(
                        DriverManager.getConnection(place.url(), place.user(), place.password()));
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    /** Returns the words of the verifier, with its exit code before them. */
    private String verified() {
        return run("database", "--jdbc", place.url(), "--user", place.user(), "--password", place.password());
    }

    private String run(String... arguments) {
        var bytes = new ByteArrayOutputStream();
        String[] all = Stream.concat(
                        Arrays.stream(arguments), Stream.of("--key", key, "--checkpoint", older.toString()))
                .toArray(String[]::new);
        int code = RecountVerify.run(new PrintStream(bytes, true, StandardCharsets.UTF_8), all);
        return code + "\n" + bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void holdsWhereNobodyHasChangedIt() {
        assertThat(verified()).startsWith("0\nholds: the first 12 events");
    }

    @Test
    void showsAChangedEvent() throws SQLException {
        attack(
                "UPDATE event_journal SET event_payload = convert_to(replace(convert_from(event_payload, 'UTF8'),"
                        + " '\"amount\":2', '\"amount\":9'), 'UTF8') WHERE persistence_id = 'account|2' AND sequence_number = 3");
        assertThat(verified())
                .startsWith("1\n")
                .contains("account/2@3 was never sealed so")
                .contains("entry 6, counted from 0, is not there");
    }

    @Test
    void showsAStreamThatWasWrittenAnewWithItsChain() throws SQLException {
        attack(
                "UPDATE event_journal SET event_payload = event_payload || '\\x20'::bytea WHERE persistence_id = 'account|2'",
                "UPDATE event_journal SET event_hash ="
                        + " sha256(convert_to(event_ser_manifest || E'\\n', 'UTF8') || event_payload)");
        assertThat(verified()).startsWith("1\n").contains("account/2@1 was never sealed so", "account/2@4");
    }

    @Test
    void showsARemovedEvent() throws SQLException {
        attack("DELETE FROM event_journal WHERE persistence_id = 'account|1' AND sequence_number = 4");
        assertThat(verified()).startsWith("1\n").contains("entry 3, counted from 0, is not there as it was sealed");
    }

    @Test
    void showsACutTailARemovedStreamAndAnEmptiedTable() throws SQLException {
        attack("DELETE FROM event_journal WHERE persistence_id IN ('account|3', 'account|4')");
        assertThat(verified()).startsWith("1\n").contains("the journal has 8 events, and had 12", "4 are missing");
        attack("TRUNCATE event_journal");
        assertThat(verified()).startsWith("1\n").contains("the journal has 0 events");
    }

    @Test
    void showsAnAddedEvent() throws SQLException {
        attack("INSERT INTO event_journal (ordering, persistence_id, sequence_number, deleted, writer, write_timestamp,"
                + " adapter_manifest, event_payload, event_ser_id, event_ser_manifest, tx_id)"
                + " SELECT -1, 'account|5', 1, deleted, writer, write_timestamp, adapter_manifest, event_payload,"
                + " event_ser_id, event_ser_manifest, '0' FROM event_journal"
                + " WHERE persistence_id = 'account|1' AND sequence_number = 1");
        assertThat(verified()).startsWith("1\n").contains("account/5@1 was never sealed so");
    }

    @Test
    void showsEventsInAnotherOrder() throws SQLException {
        attack("UPDATE event_journal SET tx_id = '1' WHERE persistence_id = 'account|3' AND sequence_number = 4");
        assertThat(verified()).startsWith("1\n").contains("stands after what it came before");
    }

    @Test
    void showsATreeThatWasChangedWithTheEvents() throws SQLException {
        attack(
                "DELETE FROM event_journal WHERE persistence_id = 'account|1' AND sequence_number = 4",
                "UPDATE seal_tile SET hashes = substring(hashes from 33)");
        assertThat(verified()).startsWith("1\n").contains("the tree in the database was changed as well");
    }

    @Test
    void showsAnotherHistoryThatIsSignedAndPublished() throws Exception {
        attack(
                "DELETE FROM event_journal WHERE persistence_id = 'account|2'",
                "DELETE FROM seal_tile",
                "DELETE FROM seal_tree");
        try (TestServer server = serve()) {
            TestSeals.awaitSealed(server.client(), EVENTS + 1 - 4);
            key = TestSeals.tree(server.client()).path("verifierKeys").path(0).asText();
            assertThat(run("log", "--url", "http://127.0.0.1:" + server.port() + "/seal/1"))
                    .startsWith("1\n")
                    .contains("is not signed by");
        }
    }

    @Test
    void goesOnAfterCorrectionsAndMore() throws Exception {
        try (TestServer server = serve()) {
            TestClient client = server.client();
            assertThat(client.post(
                                    "/streams/account/1/corrections",
                                    "{\"version\":3,\"read\":[],\"reason\":\"a slip\"}")
                            .status())
                    .isEqualTo(200);
            assertThat(client.post("/subjects/account/1/erase", "{\"ground\":\"asked for\",\"reference\":\"1\"}")
                            .status())
                    .isEqualTo(200);
            for (int i = 0; i < 300; i++) {
                post(client, "2/Deposit", "{\"amount\":1,\"method\":\"CASH\"}");
            }
            Pause.until(() -> TestSeals.tree(client).path("size").asInt() >= EVENTS + 1 + 302);
            assertThat(run("log", "--url", "http://127.0.0.1:" + server.port() + "/seal/1"))
                    .startsWith("0\nholds: the tree of ")
                    .contains(" goes on from that of 12");
            Path receipt = Files.writeString(
                    folder.resolve("receipt"),
                    client.sendText(client.request("/streams/account/2/events/300/receipt?event=true")
                            .GET()
                            .build()));
            assertThat(run("receipt", receipt.toString()))
                    .startsWith("0\nholds: the event in the receipt, 300 of account/2, is entry ");
            assertThat(run("receipt", withPayloadTwice(receipt).toString())).startsWith("1\nDOES NOT HOLD: ");
            Files.writeString(receipt, Files.readString(receipt).replaceFirst("index \\d+", "index 5"));
            assertThat(run("receipt", receipt.toString())).startsWith("1\nDOES NOT HOLD: ");
        }
        assertThat(verified()).startsWith("0\n");
    }

    /** Returns a receipt of which others would read another payload than the one that is proven. */
    private Path withPayloadTwice(Path receipt) throws IOException {
        String[] lines = Files.readString(receipt).split("\n", 3);
        String extra = new String(Base64.getDecoder().decode(lines[1].substring(6)), StandardCharsets.UTF_8);
        String forged = extra.replace("}", ",\"payload\":\"Zm9yZ2Vk\"}");
        lines[1] = "extra " + Base64.getEncoder().encodeToString(forged.getBytes(StandardCharsets.UTF_8));
        return Files.writeString(folder.resolve("forged"), String.join("\n", lines));
    }

    @Test
    void showsEventsThatTheServerDoesNotSeeAnyMore() throws SQLException {
        attack("UPDATE event_journal SET deleted = TRUE WHERE persistence_id = 'account|2' AND sequence_number = 4");
        assertThat(verified()).startsWith("1\n").contains("account/2@4 was never sealed so");
        attack(
                "UPDATE event_journal SET deleted = FALSE",
                "UPDATE event_journal SET persistence_id = 'account/2'" + " WHERE persistence_id = 'account|2'");
        assertThat(verified()).startsWith("1\n").contains("account/2@1 was never sealed so");
    }

    @Test
    void isNotSignedAnewWithAnotherTree() throws Exception {
        attack("UPDATE seal_tile SET hashes = sha256('x') || substring(hashes from 33)");
        try (TestServer server = serve()) {
            post(server.client(), "5/Open", "{\"owner\":\"Eve\",\"overdraftLimit\":0}");
            assertThat(server.client()
                            .get("/streams/account/5/events/1/receipt")
                            .code())
                    .isEqualTo("NOT_AS_SEALED");
            Scrape.await(
                    server.client(), now -> now.value("recount_seal_unsealed_age_seconds{entries=\"events\"}") > 0);
        }
        try (Connection connection = DriverManager.getConnection(place.url(), place.user(), place.password());
                ResultSet size = connection.createStatement().executeQuery("SELECT size FROM seal_tree")) {
            assertThat(size.next()).isTrue();
            assertThat(size.getInt(1))
                    .as("sealing went on while the server ran")
                    .isEqualTo(EVENTS + 1);
        }
    }

    @Test
    void tellsHowItIsCalled() {
        assertThat(RecountVerify.run(System.out, "fly")).isEqualTo(2);
        key = "";
        assertThat(run("receipt", folder.resolve("none").toString())).startsWith("2\ncannot be verified: ");
        assertThat(run("database", "--jdbc", "jdbc:none:")).startsWith("2\ncannot be verified: ");
    }
}
