package dev.recount.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.archive.segment.SegmentRow;
import dev.recount.cli.Recount;
import dev.recount.cli.option.CommandFailedException;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.example.bank.Bank;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.journal.spread.Journals;
import dev.recount.seal.TestSeals;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import dev.recount.verifier.RecountVerify;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The export of what a server has sealed. */
abstract class ExportContract {

    @TempDir
    Path folder;

    JournalSettings journal;

    abstract DatabaseKind kind();

    @BeforeEach
    void open() {
        journal = TestDatabases.settings(kind(), folder);
    }

    TestServer serve() {
        return TestServer.start(
                folder,
                settings -> settings.withJournal(journal).withSeals(TestSeals.often("bank.example")),
                new Bank());
    }

    Path exported() {
        return folder.resolve("export");
    }

    static void account(TestClient client, String account, int deposits) {
        post(client, "/streams/account/" + account + "/Open", "{\"owner\":\"Ann\",\"overdraftLimit\":0}");
        deposit(client, account, deposits);
    }

    static void deposit(TestClient client, String account, int times) {
        for (int i = 0; i < times; i++) {
            post(client, "/streams/account/" + account + "/Deposit", "{\"amount\":1,\"method\":\"CASH\"}");
        }
    }

    static void post(TestClient client, String path, String json) {
        assertThat(client.post(path, json).status()).as(path).isEqualTo(200);
    }

    /** Returns the words of the command, with its exit code before them. */
    String export(TestServer server, String... more) {
        return exportTo(server, exported().toString(), more);
    }

    static String exportTo(TestServer server, String to, String... more) {
        var text = new StringWriter();
        var printer = new PrintWriter(text);
        List<String> all = new ArrayList<>(List.of("export", "--to", to, "--url", "http://127.0.0.1:" + server.port()));
        all.addAll(List.of(more));
        int code = new CommandLine(new Recount())
                .setOut(printer)
                .setErr(printer)
                .setExecutionExceptionHandler((failure, _, _) -> {
                    assertThat(failure).isInstanceOf(CommandFailedException.class);
                    printer.println(failure.getMessage());
                    return 1;
                })
                .execute(all.toArray(String[]::new));
        return code + "\n" + text;
    }

    /** Returns the keys of all trees, as arguments. */
    static String[] keys(TestClient client) {
        return TestSeals.trees(client).stream()
                .flatMap(tree ->
                        Stream.of("--key", tree.path("verifierKeys").path(0).asText()))
                .toArray(String[]::new);
    }

    /** Returns the words of the verifier, with its exit code before them. */
    String verified(String... more) {
        return verified(exported(), more);
    }

    static String verified(Path exported, String... more) {
        var bytes = new ByteArrayOutputStream();
        String[] all = Stream.concat(Stream.of("export", exported.toString()), Stream.of(more))
                .toArray(String[]::new);
        int code = RecountVerify.run(new PrintStream(bytes, true, StandardCharsets.UTF_8), all);
        return code + "\n" + bytes.toString(StandardCharsets.UTF_8);
    }

    /** Returns the contents of all files by their paths. */
    Map<String, String> files() throws IOException {
        var files = new TreeMap<String, String>();
        try (Stream<Path> all = Files.walk(exported())) {
            for (Path file : all.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith(".lock"))
                    .toList()) {
                files.put(exported().relativize(file).toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
        }
        return files;
    }

    static List<SegmentRow> rows(TestClient client, String query) {
        return client.sendText(client.request("/seal/1/rows" + query).GET().build())
                .lines()
                .map(SegmentRow::parse)
                .toList();
    }

    @Test
    void takesTheSealedRowsByThePage() throws SQLException {
        try (TestServer server = serve();
                TestClient client = server.client()) {
            account(client, "1", 299);
            TestSeals.awaitSealed(client, 300);
            assertThat(rows(client, "")).hasSize(100);
            List<SegmentRow> all = rows(client, "?limit=1000");
            assertThat(all).hasSize(300);
            assertThat(all).extracting(SegmentRow::index).startsWith(0L, 1L).endsWith(299L);
            assertThat(rows(client, "?from=250&limit=20")).isEqualTo(all.subList(250, 270));
            assertThat(rows(client, "?from=256&limit=1")).isEqualTo(all.subList(256, 257));
            assertThat(rows(client, "?from=300")).isEmpty();
            assertThat(client.get("/seal/1/rows?from=-1").status()).isEqualTo(400);
            assertThat(client.get("/seal/1/rows?limit=0").status()).isEqualTo(400);
            assertThat(client.get("/seal/1/rows?size=3").status()).isEqualTo(400);
            assertThat(client.get("/seal/2/rows").status()).isEqualTo(404);
            SegmentRow third = all.get(2);
            assertThat(SegmentRow.parse(third.line())).isEqualTo(third);
            requireAsStored(third);
        }
    }

    private void requireAsStored(SegmentRow row) throws SQLException {
        if (kind() == DatabaseKind.H2) {
            return; // its file is the server's
        }
        try (Journals journals = Journals.open(journal);
                Connection connection = journals.home().pool().getConnection();
                Statement statement = connection.createStatement();
                ResultSet stored = statement.executeQuery("SELECT * FROM event_journal WHERE sequence_number = 3")) {
            assertThat(stored.next()).isTrue();
            assertThat(row.row().stream())
                    .isEqualTo(stored.getString("persistence_id").replace('|', '/'));
            assertThat(row.row().version()).isEqualTo(stored.getLong("sequence_number"));
            assertThat(row.row().place().ordering()).isEqualTo(stored.getLong("ordering"));
            assertThat(row.row().place().transaction()).isEqualTo(Long.parseLong(stored.getString("tx_id")));
            assertThat(row.row().name()).isEqualTo(stored.getString("event_ser_manifest"));
            assertThat(row.row().payload()).isEqualTo(base64(stored.getBytes("event_payload")));
            assertThat(row.row().hash()).contains(base64(stored.getBytes("event_hash")));
            assertThat(row.row().writer()).isEqualTo(stored.getString("writer"));
            assertThat(row.row().time()).isEqualTo(stored.getLong("write_timestamp"));
            assertThat(row.row().adapter()).isEqualTo(stored.getString("adapter_manifest"));
            assertThat(row.row().serializer()).isEqualTo(stored.getInt("event_ser_id"));
            assertThat(stored.getMetaData().getColumnCount())
                    .as("a row has all columns")
                    .isEqualTo(15);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Test
    void addsWhatIsNewAndChangesNoFile() throws IOException {
        try (TestServer server = serve();
                TestClient client = server.client()) {
            assertThat(export(server)).startsWith("0\njournal 1: nothing is sealed yet");
            account(client, "1", 19);
            TestSeals.awaitSealed(client, 20);
            assertThat(export(server, keys(client))).startsWith("0\njournal 1: 20 entries added, in 1 segment; ");
            Map<String, String> first = files();
            assertThat(export(server))
                    .startsWith("0\njournal 1: nothing is new; ")
                    .contains("no --key");
            assertThat(files()).isEqualTo(first);
            account(client, "2", 4);
            post(client, "/streams/account/1/corrections", "{\"version\":3,\"read\":[],\"reason\":\"a slip\"}");
            post(client, "/subjects/account/1/erase", "{\"ground\":\"asked for\",\"reference\":\"1\"}");
            TestSeals.awaitSealed(client, 31); // with what was asked for, and answered, on record
            assertThat(export(server, keys(client))).contains("entries added, in 1 segment; ");
            assertThat(files()).containsAllEntriesOf(first).hasSizeGreaterThan(first.size() + 3);
            assertThat(verified(keys(client)))
                    .startsWith("0\nholds: journal-1/")
                    .contains("entries of bank.example/");
        }
    }

    @Test
    void goesOnAfterARestart() throws IOException {
        try (TestServer server = serve();
                TestClient client = server.client()) {
            account(client, "1", 5);
            TestSeals.awaitSealed(client, 6);
            assertThat(export(server)).startsWith("0\n");
        }
        Files.writeString(exported().resolve("journal-1/.half.7.tmp"), "half");
        try (TestServer server = serve();
                TestClient client = server.client()) {
            account(client, "2", 5);
            TestSeals.awaitSealed(client, 12);
            assertThat(export(server)).startsWith("0\njournal 1: 6 entries added");
            assertThat(files().keySet()).noneMatch(name -> name.endsWith(".tmp"));
            assertThat(verified(keys(client))).startsWith("0\n");
        }
    }

    @Test
    void saysWhatCannotBe() throws IOException {
        try (TestServer server = serve();
                TestClient client = server.client()) {
            account(client, "1", 2);
            TestSeals.awaitSealed(client, 3);
            assertThat(export(server, "--key", "a+b+c")).startsWith("1\n--key: ");
            assertThat(export(server, "--key", folder.resolve("none").toString()))
                    .startsWith("1\n--key: ");
            String other = keys(client)[1].replaceFirst("[+].*", "")
                    + "+7d2f5e8c+AX9yxXvZyTSCbL7Qw1WmJzKw4jFq3tC2mS0aZg9a8b1c";
            assertThat(export(server, "--key", other))
                    .startsWith("1\n--key: must be a verifier key whose id is that of");
            Path file = Files.writeString(folder.resolve("file"), "x");
            assertThat(exportTo(server, file.toString())).startsWith("1\n").contains("--to: ");
        }
    }
}
