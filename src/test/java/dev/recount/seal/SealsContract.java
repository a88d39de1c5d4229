package dev.recount.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.database.sql.DatabaseException;
import dev.recount.example.bank.Bank;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.journal.spread.Journals;
import dev.recount.log.LogReader;
import dev.recount.model.StreamId;
import dev.recount.seal.store.SealTable;
import dev.recount.seal.tree.MerkleTree;
import dev.recount.seal.tree.Tile;
import dev.recount.seal.tree.TileId;
import dev.recount.seal.tree.TreeHash;
import dev.recount.server.Pause;
import dev.recount.server.RestoredServer;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import dev.recount.server.settings.Settings;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trees that seal a journal. */
abstract class SealsContract {

    @TempDir
    Path folder;

    JournalSettings journal;

    abstract DatabaseKind kind();

    @BeforeEach
    void open() {
        journal = TestDatabases.settings(kind(), folder);
    }

    TestServer serve() {
        return TestServer.start(folder, this::settings, new Bank());
    }

    private Settings settings(Settings settings) {
        return settings.withJournal(journal).withSeals(TestSeals.often("bank.example/journal"));
    }

    static void deposit(TestClient client, String account, int times) {
        client.post("/streams/account/" + account + "/Open", "{\"owner\":\"A\",\"overdraftLimit\":0}");
        for (int i = 0; i < times; i++) {
            assertThat(client.post("/streams/account/" + account + "/Deposit", "{\"amount\":1,\"method\":\"CASH\"}")
                            .status())
                    .isEqualTo(200);
        }
    }

    private static HttpResponse<byte[]> get(TestClient client, String path) {
        return client.sendBytes(client.request(path).GET().build());
    }

    private static String checkpoint(TestClient client) {
        return new String(get(client, "/seal/1/checkpoint").body(), StandardCharsets.UTF_8);
    }

    private static long size(String checkpoint) {
        return Long.parseLong(checkpoint.split("\n", 3)[1]);
    }

    /** Returns the root of the tree as its tiles have it. */
    private static TreeHash root(TestClient client, long size) {
        return new MerkleTree(
                        (id, width) -> {
                            String name = "/seal/1/tile/" + id.level() + "/%03d".formatted(id.number())
                                    + (width == TileId.WIDTH ? "" : ".p/" + width);
                            HttpResponse<byte[]> tile = get(client, name);
                            assertThat(tile.statusCode()).as(name).isEqualTo(200);
                            return new Tile(tile.body());
                        },
                        size)
                .root();
    }

    @Test
    void arePublishedAsOthersReadThem() {
        try (TestServer server = serve()) {
            TestClient client = server.client();
            deposit(client, "1", 299);
            TestSeals.awaitSealed(client, 300);
            String[] lines = checkpoint(client).split("\n", -1);
            assertThat(lines[0]).matches("bank\\.example/journal/[0-9a-f]{16}");
            assertThat(lines[1]).isEqualTo("300");
            assertThat(lines[2]).isEqualTo(root(client, 300).text());
            assertThat(lines[4]).startsWith("\u2014 " + lines[0] + " ");
            assertThat(TestSeals.tree(client).path("verifierKeys").path(0).asText())
                    .startsWith(lines[0] + "+");

            byte[] bundle = get(client, "/seal/1/tile/entries/001.p/44").body();
            List<String> entries = entries(bundle);
            assertThat(entries).hasSize(44);
            assertThat(entries.getFirst()).startsWith("account/1\n257\n");
            TreeHash leaf = TreeHash.ofLeaf(entries.getFirst().getBytes(StandardCharsets.UTF_8));
            assertThat(get(client, "/seal/1/tile/0/001.p/1").body()).isEqualTo(leaf.bytes());

            for (String none : new String[] {
                "/seal/2/checkpoint",
                "/seal/1/tile/0/002",
                "/seal/1/tile/0/001.p/45",
                "/seal/1/tile/0/001",
                "/seal/1/tile/0/x000/001",
                "/seal/1/tile/0/1",
                "/seal/1/tile/64/000",
                "/seal/1/tile/entries/001.p/0"
            }) {
                assertThat(client.get(none).status()).as(none).isEqualTo(404);
            }
        }
    }

    private static List<String> entries(byte[] bundle) {
        var entries = new ArrayList<String>();
        for (ByteBuffer bytes = ByteBuffer.wrap(bundle); bytes.hasRemaining(); ) {
            byte[] entry = new byte[bytes.getShort()];
            bytes.get(entry);
            entries.add(new String(entry, StandardCharsets.UTF_8));
        }
        return entries;
    }

    @Test
    void goOnAfterARestartWithTheSameKeyAlone() throws Exception {
        String before;
        try (TestServer server = serve()) {
            deposit(server.client(), "1", 9);
            TestSeals.awaitSealed(server.client(), 10);
            before = checkpoint(server.client());
        }
        try (TestServer server = serve()) {
            assertThat(checkpoint(server.client())).isEqualTo(before);
            deposit(server.client(), "2", 4);
            TestSeals.awaitSealed(server.client(), 15);
            assertThat(checkpoint(server.client()).split("\n", 2)[0]).isEqualTo(before.split("\n", 2)[0]);
            assertThat(root(server.client(), 10).text()).isEqualTo(before.split("\n", -1)[2]);
        }
        Path key = folder.resolve("seal.pem");
        Files.move(key, folder.resolve("other"));
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(this::serve)
                .withMessageContaining("recount.seal.key")
                .withMessageContaining("put back the file");
        var _ = SealKeys.open(key, true);
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(this::serve)
                .withMessageContaining("has signed the last checkpoint");
    }

    private static List<String> signatures(TestClient client) {
        return checkpoint(client)
                .lines()
                .filter(line -> line.startsWith("\u2014 "))
                .toList();
    }

    @Test
    void takeInAKeyThatMaySoonSignAlone() throws Exception {
        Path key = folder.resolve("seal.pem");
        Path other = folder.resolve("other");
        try (TestServer server = serve()) {
            deposit(server.client(), "1", 9);
            TestSeals.awaitSealed(server.client(), 10);
        }
        var _ = SealKeys.open(other, true);
        Files.writeString(key, Files.readString(other) + Files.readString(key));
        try (TestServer server = serve()) {
            Pause.until(() -> signatures(server.client()).size() == 2);
            deposit(server.client(), "2", 1);
            TestSeals.awaitSealed(server.client(), 12);
            assertThat(signatures(server.client())).hasSize(2);
        }
        Files.move(other, key, StandardCopyOption.REPLACE_EXISTING);
        try (TestServer server = serve()) {
            deposit(server.client(), "2", 1);
            TestSeals.awaitSealed(server.client(), 13);
            assertThat(signatures(server.client())).hasSize(1);
        }
    }

    private void restore(boolean newSealKey) {
        Settings settings = Settings.read(Optional.of(TestServer.PATIENT)).withData(folder);
        assertThat(RestoredServer.goOn(settings(settings), newSealKey)).isNotNull();
    }

    private void requireRefused(String... words) {
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(this::serve)
                .withMessageContainingAll(words);
    }

    private static List<String> reasons(TestClient client) {
        return TestSeals.tree(client)
                .path("ended")
                .valueStream()
                .map(tree -> tree.path("reason").asText())
                .toList();
    }

    @Test
    void goOnAfterARestoreWithTheSameKeyUnlessAnotherIsMeant() throws IOException {
        try (TestServer server = serve()) {
            deposit(server.client(), "1", 9);
            TestSeals.awaitSealed(server.client(), 10);
        }
        restore(false);
        Path key = folder.resolve("seal.pem");
        Path kept = folder.resolve("kept");
        Files.move(key, kept);
        requireRefused("recount.seal.key: there is no " + key, "put back the file", "recount restored --new-seal-key");
        assertThat(key).doesNotExist();
        var _ = SealKeys.open(key, true);
        requireRefused(
                "recount.seal.key: no key in " + key + " has signed the last checkpoint of bank.example/journal/",
                "put back the file",
                "recount restored --new-seal-key");
        Files.move(kept, key, StandardCopyOption.REPLACE_EXISTING);
        try (TestServer server = serve()) {
            TestSeals.awaitSealed(server.client(), 10);
            assertThat(reasons(server.client())).containsExactly("the journal was restored from a backup");
        }
        Files.move(key, kept);
        restore(false);
        requireRefused("there is no " + key);
        restore(true);
        restore(true);
        try (TestServer server = serve()) {
            TestSeals.awaitSealed(server.client(), 10);
            assertThat(reasons(server.client()))
                    .containsExactly(
                            "the journal was restored from a backup; another key signs from then on",
                            "the journal was restored from a backup");
        }
        Files.move(kept, key, StandardCopyOption.REPLACE_EXISTING);
        requireRefused("no key in " + key + " has signed the last checkpoint");
    }

    @Test
    void giveReceipts() {
        try (TestServer server = serve()) {
            TestClient client = server.client();
            deposit(client, "1", 5);
            TestSeals.awaitSealed(client, 6);
            String receipt = text(client, "/streams/account/1/events/3/receipt");
            String[] lines = receipt.split("\n", -1);
            assertThat(lines[0]).isEqualTo("c2sp.org/tlog-proof@v1");
            assertThat(lines[2]).isEqualTo("index 2");
            assertThat(receipt).endsWith("\n\n" + checkpoint(client));
            assertThat(new String(
                            Base64.getDecoder().decode(lines[1].substring("extra ".length())), StandardCharsets.UTF_8))
                    .startsWith("{\"stream\":\"account/1\",\"version\":3,\"hash\":\"");
            assertThat(text(client, "/streams/account/1/events/3/receipt?event=true"))
                    .hasSizeGreaterThan(receipt.length() + 100);
            assertThat(client.get("/streams/account/1/events/7/receipt").status())
                    .isEqualTo(404);
            assertThat(client.get("/streams/account/1/events/x/receipt").status())
                    .isEqualTo(400);
        }
    }

    private static String text(TestClient client, String path) {
        HttpRequest request = client.request(path).GET().build();
        return client.sendText(request);
    }

    @Test
    void areNeverOfTwoHistoriesWhenTwoSealAtTheSameTime() throws Exception {
        try (TestServer server = TestServer.start(
                folder,
                settings ->
                        settings.withJournal(journal).withSeals(settings.seals().off()),
                new Bank())) {
            deposit(server.client(), "1", 39);
        }
        SealKeys keys = SealKeys.open(folder.resolve("seal.pem"), true);
        try (Journals journals = Journals.open(journal);
                ExecutorService both = Executors.newFixedThreadPool(2)) {
            var table = new SealTable(journals.home(), SealTable.EVENTS);
            Leaves all = Leaves.events(new LogReader(journals.databases(), Codecs.of(List.of(new Bank()))), 0);
            Leaves few = (place, limit) -> all.after(place, Math.min(limit, 3));
            var told = new ArrayList<String>();
            Function<SealedTree, Callable<Boolean>> growing = tree -> () -> {
                for (int i = 0; i < 30; i++) {
                    try {
                        tree.grow();
                    } catch (DatabaseException met) {
                        assertThat(met.getMessage()).contains("seals"); // the other one has begun the tree
                    }
                    synchronized (told) {
                        table.read().ifPresent(stored -> told.add(stored.checkpoint()));
                    }
                }
                return true;
            };
            List<Future<Boolean>> ended = both.invokeAll(List.of(
                    growing.apply(new SealedTree(table, few, keys, "one", Clock.systemUTC())),
                    growing.apply(new SealedTree(table, few, keys, "two", Clock.systemUTC()))));
            for (Future<Boolean> each : ended) {
                assertThat(each.get()).isTrue();
            }
            assertThat(size(told.getLast())).isEqualTo(40);
            assertThat(told.stream().map(note -> note.split("\n", 2)[0]).distinct())
                    .hasSize(1);
            assertThat(told)
                    .allSatisfy(note -> assertThat(note.split("\n", -1)[2])
                            .isEqualTo(new MerkleTree(table, size(note)).root().text()));
            assertThat(new EventReceipts(
                                    journals.databases()
                                            .map(_ -> new SealedTree(table, all, keys, "", Clock.systemUTC())),
                                    new LogReader(journals.databases(), Codecs.of(List.of(new Bank()))))
                            .of(new StreamId("account", "1"), 40, false))
                    .isInstanceOf(ReceiptAnswer.Given.class);
        }
    }
}
