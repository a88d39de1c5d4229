package dev.recount.seal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.cli.Recount;
import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.example.bank.Bank;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.metrics.Scrape;
import dev.recount.server.RestoredServer;
import dev.recount.server.StoppedServer;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import dev.recount.server.settings.Settings;
import dev.recount.verifier.RecountVerify;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The trees that seal the rejections of a journal, and those who check them with the verifier. */
abstract class RejectionSealsContract {

    @TempDir
    Path folder;

    private JournalSettings journal = TestDatabases.settings(DatabaseKind.H2, Path.of(""));
    private String key = "";

    abstract DatabaseKind kind();

    /** Returns the words by which the verifier is told where a database is. */
    abstract List<String> place(JournalSettings journal);

    @BeforeEach
    void open() {
        journal = TestDatabases.settings(kind(), folder);
    }

    private TestServer serve() {
        return TestServer.start(folder, this::settings, new Bank());
    }

    private Settings settings(Settings settings) {
        return settings.withJournal(journal).withSeals(TestSeals.often("bank.example/journal"));
    }

    /** Has an account opened, and so many commands to it rejected. */
    private static void reject(TestClient client, String account, int times) {
        client.post("/streams/account/" + account + "/Open", "{\"owner\":\"A\",\"overdraftLimit\":0}");
        for (int i = 1; i <= times; i++) {
            assertThat(client.post(
                                    "/streams/account/" + account + "/Withdraw",
                                    "{\"amount\":" + i + ",\"method\":\"CASH\"}",
                                    "Recount-Correlation",
                                    "rent \\\" " + i,
                                    "Recount-Meta-Channel",
                                    "desk \\\" " + i)
                            .status())
                    .isEqualTo(422);
        }
    }

    private static String text(TestClient client, String path) {
        return client.sendText(client.request(path).GET().build());
    }

    /** Waits until so many are sealed, and returns the file of the checkpoint of that. */
    private Path kept(TestClient client, int size) throws IOException {
        TestSeals.awaitRejections(client, size);
        key = TestSeals.rejections(client).path("verifierKeys").path(0).asText();
        return Files.writeString(folder.resolve("checkpoint-" + size), text(client, "/seal/1-rejections/checkpoint"));
    }

    /** Returns the numbers of the rejections of an account, as its decisions tell them. */
    private static List<Long> numbers(TestClient client, String account) {
        return client.get("/streams/account/" + account + "/decisions?limit=1000")
                .body()
                .path("decisions")
                .valueStream()
                .filter(decision -> decision.path("outcome").asText().equals("rejected"))
                .map(decision -> decision.path("rejection").asLong())
                .toList();
    }

    private String verified(String... words) {
        var bytes = new ByteArrayOutputStream();
        String[] all =
                Stream.concat(Arrays.stream(words), Stream.of("--key", key)).toArray(String[]::new);
        int code = RecountVerify.run(new PrintStream(bytes, true, StandardCharsets.UTF_8), all);
        return code + "\n" + bytes.toString(StandardCharsets.UTF_8);
    }

    private String database(Path... checkpoints) {
        var words = new ArrayList<String>(List.of("database"));
        words.addAll(place(journal));
        for (Path checkpoint : checkpoints) {
            words.addAll(List.of("--checkpoint", checkpoint.toString()));
        }
        return verified(words.toArray(String[]::new));
    }

    private void change(String... statements) throws SQLException {
        try (Database database = JournalDatabase.open(journal);
                Connection connection = database.pool().getConnection();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                assertThat(statement.executeUpdate(each)).as(each).isPositive();
            }
        }
    }

    /** Returns what the server's own verification finds. */
    private List<String> found() {
        var findings = new ArrayList<String>();
        Settings settings = Settings.read(Optional.empty()).withData(folder).withJournal(journal);
        var _ = new StoppedServer(settings, List.of(new Bank()))
                .verify(List.of(), finding -> findings.add(finding.toString()), _ -> {});
        return findings;
    }

    private List<Long> ids() throws SQLException {
        try (Database database = JournalDatabase.open(journal);
                Connection connection = database.pool().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id FROM rejection ORDER BY id")) {
            var ids = new ArrayList<Long>();
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
            return ids;
        }
    }

    @Test
    void goOnAfterARestart() throws Exception {
        Path before;
        try (TestServer server = serve()) {
            reject(server.client(), "1", 9);
            before = kept(server.client(), 9);
            Scrape.await(server.client(), now -> now.value("recount_seal_size{entries=\"rejections\"}") == 9);
        }
        assertThat(Files.readString(before)).matches("(?s)bank\\.example/journal/rejections/[0-9a-f]{16}\n9\n.*");
        try (TestServer server = serve()) {
            TestClient client = server.client();
            reject(client, "2", 300);
            Path after = kept(client, 309);
            String url = "http://127.0.0.1:" + server.port() + "/seal/1-rejections";
            assertThat(verified("log", "--url", url, "--checkpoint", before.toString()))
                    .startsWith("0\nholds: the tree of 309 entries goes on from that of 9");
            assertThat(verified("log", "--url", url.replace("-rejections", ""), "--checkpoint", before.toString()))
                    .startsWith("1\nDOES NOT HOLD: the checkpoint is not signed by");
            assertThat(client.sendBytes(client.request("/seal/1-rejections/tile/entries/001.p/53")
                                    .GET()
                                    .build())
                            .body())
                    .asString(StandardCharsets.UTF_8)
                    .contains("account/2\nrejection ");
            assertThat(client.get("/seal/1-rejections/rows").status()).isEqualTo(404);
            assertThat(client.get("/seal/2-rejections/checkpoint").status()).isEqualTo(404);
            assertThat(TestSeals.tree(client).path("size").asInt()).isEqualTo(2);
            assertThat(Files.readString(after).split("\n", 2)[0])
                    .isEqualTo(Files.readString(before).split("\n", 2)[0]);
        }
        assertThat(database(before, folder.resolve("checkpoint-309"))).isEqualTo("""
                        0
                        holds: the first 9 rejections are those of which the checkpoint was signed
                        holds: the first 309 rejections are those of which the checkpoint was signed
                        """);
    }

    @Test
    void giveReceipts() throws Exception {
        try (TestServer server = serve()) {
            TestClient client = server.client();
            reject(client, "1", 3);
            reject(client, "2", 1);
            kept(client, 4);
            long number = numbers(client, "1").get(1);
            String path = "/streams/account/1/rejections/" + number + "/receipt";
            String receipt = text(client, path + "?rejection=true");
            assertThat(extra(receipt))
                    .startsWith("{\"stream\":\"account/1\",\"rejection\":" + number + ",\"recorded\":\"");
            assertThat(content(receipt))
                    .startsWith("{\"command_data\":\"{")
                    .contains(",\"correlation\":\"rent \\\\\\\" 2\",", "\"reason\":\"INSUFFICIENT_FUNDS\"");
            assertThat(receipt(receipt))
                    .startsWith("0\nholds: the rejection in the receipt, " + number + " of account/1, recorded at 20")
                    .contains(", is entry 1 of bank.example/journal/rejections/");
            assertThat(receipt(text(client, path)))
                    .startsWith("0\nholds: rejection " + number + " of account/1, recorded at 20");

            Path file = folder.resolve("of-command");
            assertThat(new CommandLine(new Recount())
                            .execute(
                                    "receipt",
                                    "account/1",
                                    "--rejection",
                                    Long.toString(number),
                                    "--stored",
                                    "--url",
                                    "http://127.0.0.1:" + server.port(),
                                    "--to",
                                    file.toString()))
                    .isZero();
            assertThat(file).content().isEqualTo(receipt);

            assertThat(receipt(forged(receipt, "\"rejection\":" + number, "\"rejection\":" + (number + 1))))
                    .startsWith("1\nDOES NOT HOLD: the entry is not in the tree");
            assertThat(receipt(forged(receipt, "account/1", "account/3"))).startsWith("1\nDOES NOT HOLD: ");
            assertThat(receipt(forged(receipt, "\"recorded\":\"20", "\"recorded\":\"19")))
                    .startsWith("1\nDOES NOT HOLD: ");
            assertThat(receipt(forged(receipt, "\"payload\":\"e", "\"payload\":\"f")))
                    .startsWith("1\nDOES NOT HOLD: the rejection in the receipt does not have the hash");
            assertThat(receipt(receipt.replaceFirst("index 1", "index 2"))).startsWith("1\nDOES NOT HOLD: ");
            assertThat(receipt(forged(receipt, "\"rejection\":" + number, "\"version\":" + number)))
                    .startsWith("1\nDOES NOT HOLD: ");

            assertThat(client.get("/streams/account/2/rejections/" + number + "/receipt")
                            .status())
                    .isEqualTo(404);
            assertThat(client.get("/streams/account/1/rejections/999999999/receipt")
                            .status())
                    .isEqualTo(404);
            assertThat(client.get("/streams/account/1/rejections/x/receipt")
                            .body()
                            .path("detail")
                            .asText())
                    .startsWith("rejection: ");
        }
    }

    private String receipt(String text) throws IOException {
        return verified(
                "receipt", Files.writeString(folder.resolve("receipt"), text).toString());
    }

    private static String extra(String receipt) {
        return decoded(receipt.split("\n", 3)[1].substring("extra ".length()));
    }

    private static String content(String receipt) {
        String extra = extra(receipt);
        return decoded(extra.substring(extra.indexOf("\"payload\":\"") + 11, extra.length() - 2));
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    private static String forged(String receipt, String from, String to) {
        String[] lines = receipt.split("\n", 3);
        String extra = extra(receipt);
        assertThat(extra).contains(from);
        lines[1] = "extra "
                + Base64.getEncoder().encodeToString(extra.replace(from, to).getBytes(StandardCharsets.UTF_8));
        return String.join("\n", lines);
    }

    /** Has some rejections sealed, and returns the checkpoint of the first six, after which more have come. */
    private Path sealSome() throws IOException {
        try (TestServer server = serve()) {
            reject(server.client(), "1", 6);
            Path older = kept(server.client(), 6);
            reject(server.client(), "2", 2);
            kept(server.client(), 8);
            return older;
        }
    }

    private static String nth(int index) {
        return "(SELECT id FROM rejection ORDER BY id OFFSET " + index + " ROWS FETCH FIRST 1 ROWS ONLY)";
    }

    @Test
    void areReadAlikeByTheVerifierWhateverIsStored() throws Exception {
        sealSome();
        var message = new StringBuilder("\"/\\ \u00e9\u20ac\ud83d\ude00 \u007f\u2028");
        for (char control = 1; control <= ' '; control++) {
            message.append(control);
        }
        try (Database database = JournalDatabase.open(journal);
                Connection connection = database.pool().getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO rejection (id, stream_type, stream_id, command_id, command_name, reason, message,"
                                + " time, recorded, principal, correlation, causation) SELECT MAX(id) + 1, 'account', '4',"
                                + " ?, 'x', 'y', ?, TIMESTAMP WITH TIME ZONE '1969-12-31 23:59:59.123456+00', MAX(recorded),"
                                + " '', '', '' FROM rejection")) {
            insert.setString(1, message.reverse().toString());
            insert.setString(2, message.reverse().toString());
            insert.executeUpdate();
        }
        long number = ids().getLast();
        try (TestServer server = serve()) {
            Path after = kept(server.client(), 9);
            String path = "/streams/account/4/rejections/" + number + "/receipt";
            assertThat(receipt(text(server.client(), path + "?rejection=true"))).startsWith("0\n");
            assertThat(content(text(server.client(), path + "?rejection=true")))
                    .contains("\\b\\t\\n\\u000b\\f\\r\\u000e", "\"time\":\"1969-12-31T23:59:59.123456Z\"");
            assertThat(after).exists();
        }
        assertThat(database(folder.resolve("checkpoint-9"))).startsWith("0\n");
    }

    @Test
    void showAChangedOne() throws Exception {
        Path older = sealSome();
        assertThat(found()).isEmpty();
        change("UPDATE rejection SET reason = 'NO_REASON' WHERE id = " + nth(2));
        assertThat(database(older))
                .startsWith("1\nDOES NOT HOLD: rejection ")
                .contains(" of account/1 is not there as it was sealed");
        assertThat(found())
                .containsExactly("rejection " + ids().get(2) + " of account/1: it is not the one that was sealed");
        try (TestServer server = serve()) {
            long number = numbers(server.client(), "1").get(2);
            assertThat(server.client()
                            .get("/streams/account/1/rejections/" + number + "/receipt")
                            .code())
                    .isEqualTo("NOT_AS_SEALED");
        }
    }

    @Test
    void showARemovedOne() throws Exception {
        Path older = sealSome();
        long number = ids().get(3);
        change("DELETE FROM rejection WHERE id = " + nth(3));
        assertThat(found()).containsExactly("rejection " + number + " of account/1: it was sealed, and is missing");
        assertThat(database(older))
                .startsWith("1\nDOES NOT HOLD: rejection ")
                .contains(" of account/1 was sealed, and is missing, though older ones are there");
    }

    @Test
    void showAnAddedOne() throws Exception {
        Path older = sealSome();
        change("INSERT INTO rejection (id, stream_type, stream_id, stream_version, command_id, command_name, reason,"
                + " message, time, recorded, principal, correlation) SELECT -1, stream_type, stream_id, 1, 'x',"
                + " command_name, reason, message, time, recorded, principal, correlation FROM rejection WHERE id = "
                + nth(7));
        assertThat(database(older)).startsWith("1\nDOES NOT HOLD: rejection -1 of account/2 was never sealed");
    }

    @Test
    void showOnesInAnotherOrder() throws Exception {
        Path older = sealSome();
        List<Long> ids = ids();
        change(
                "UPDATE rejection SET id = -1 WHERE id = " + ids.get(1),
                "UPDATE rejection SET id = " + ids.get(1) + " WHERE id = " + ids.get(4),
                "UPDATE rejection SET id = " + ids.get(4) + " WHERE id = -1");
        assertThat(found())
                .containsExactlyInAnyOrder(
                        "rejection " + ids.get(1) + " of account/1: it is not the one that was sealed",
                        "rejection " + ids.get(4) + " of account/1: it is not the one that was sealed");
        assertThat(database(older))
                .startsWith("1\nDOES NOT HOLD: rejection ")
                .contains("rejection " + ids.get(1) + " of account/1 is not there as it was sealed")
                .contains("rejection " + ids.get(4) + " of account/1 is not there as it was sealed");
    }

    @Test
    void showATreeThatWasChangedWithThem() throws Exception {
        Path older = sealSome();
        change("UPDATE seal_tile SET entries = hashes WHERE tree = 'rejections' AND level = 0");
        assertThat(database(older))
                .startsWith("1\n")
                .contains("what entry 0 of the tree of rejections was is not kept as it was");
        change("DELETE FROM seal_tile WHERE tree = 'rejections'");
        assertThat(database(older))
                .startsWith("1\n")
                .contains("the tree of rejections has 0 entries, and had 6 when the checkpoint was signed");
    }

    @Test
    void keepTheHashesOfThoseThatAreNotKept() throws Exception {
        Path older = sealSome();
        String receipt;
        long number;
        try (TestServer server = serve()) {
            number = numbers(server.client(), "1").get(2);
            receipt = text(server.client(), "/streams/account/1/rejections/" + number + "/receipt");
        }
        change("DELETE FROM rejection WHERE stream_id = '1'");
        assertThat(found()).isEmpty();
        assertThat(database(older))
                .startsWith("0\nholds: the first 6 rejections are those of which the checkpoint was signed; 6 of them,"
                        + " recorded up to 20");
        change("DELETE FROM rejection");
        assertThat(found()).isEmpty();
        try (TestServer server = serve()) {
            TestClient client = server.client();
            String path = "/streams/account/1/rejections/" + number + "/receipt";
            assertThat(text(client, path)).isEqualTo(receipt);
            assertThat(client.get(path + "?rejection=true")
                            .body()
                            .path("detail")
                            .asText())
                    .contains("was deleted when it was old enough");
            assertThat(client.get("/streams/account/2/rejections/" + number + "/receipt")
                            .status())
                    .isEqualTo(404);
            reject(client, "3", 1);
            Path after = kept(client, 9);
            assertThat(receipt(receipt)).startsWith("0\n");
            assertThat(client.sendBytes(client.request("/seal/1-rejections/tile/entries/000.p/9")
                                    .GET()
                                    .build())
                            .statusCode())
                    .isEqualTo(200);
            assertThat(after).exists();
        }
        assertThat(database(older, folder.resolve("checkpoint-9")))
                .startsWith("0\n")
                .contains("; 8 of them,");
    }

    @Test
    void areNotSignedAnewWhereTheLastOneWasTakenAway() throws Exception {
        sealSome();
        change("DELETE FROM rejection WHERE id = " + nth(7));
        try (TestServer server = serve()) {
            reject(server.client(), "3", 1);
            Scrape.await(
                    server.client(), now -> now.value("recount_seal_unsealed_age_seconds{entries=\"rejections\"}") > 0);
            assertThat(TestSeals.rejections(server.client()).path("size").asInt())
                    .isEqualTo(8);
            // those of events are signed on
            TestSeals.awaitSealed(server.client(), 3);
        }
        RestoredServer.goOn(
                Settings.read(Optional.of(TestServer.PATIENT)).withData(folder).withJournal(journal), false);
        try (TestServer server = serve()) {
            kept(server.client(), 8);
            assertThat(TestSeals.rejections(server.client()).path("ended")).hasSize(1);
        }
    }
}
