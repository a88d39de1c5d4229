package dev.recount.seal.outside;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.database.place.DatabasePlace;
import dev.recount.example.bank.Bank;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.journal.spread.Journals;
import dev.recount.log.LogReader;
import dev.recount.metrics.Scrape;
import dev.recount.seal.Leaves;
import dev.recount.seal.SealKeys;
import dev.recount.seal.SealSettings;
import dev.recount.seal.SealedTree;
import dev.recount.seal.TestSeals;
import dev.recount.seal.store.SealTable;
import dev.recount.seal.store.WitnessedCheckpoint;
import dev.recount.server.Pause;
import dev.recount.server.RestoredServer;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import dev.recount.server.settings.Settings;
import dev.recount.verifier.RecountVerify;
import dev.recount.verifier.TestWitness;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.slf4j.LoggerFactory;

/** The witnesses of a journal, each a server that keeps its own state and checks as the verifier does. */
@ResourceLock("the log of what becomes of witnesses")
abstract class WitnessesContract {

    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final Logger STANDING = (Logger) LoggerFactory.getLogger(Standing.class);

    @TempDir
    Path folder;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final TestWitness one = TestWitness.start("one.example");
    private final TestWitness two = TestWitness.start("two.example/w");
    private JournalSettings journal = TestDatabases.settings(DatabaseKind.H2, Path.of(""));

    abstract DatabaseKind kind();

    @BeforeEach
    void open() {
        journal = TestDatabases.settings(kind(), folder);
        log.start();
        STANDING.setLevel(Level.WARN);
        STANDING.addAppender(log);
    }

    @AfterEach
    void close() {
        STANDING.detachAppender(log);
        STANDING.setLevel(null);
        one.close();
        two.close();
    }

    private static OutsideSettings witnesses(int needed, TestWitness... all) {
        return new OutsideSettings(
                Stream.of(all)
                        .map(witness -> new Witness(URI.create(witness.url()), WitnessKey.parse(witness.key())))
                        .toList(),
                needed,
                Optional.empty(),
                Optional.empty());
    }

    private TestServer serve(OutsideSettings outside) {
        return TestServer.start(
                folder,
                settings -> settings.withJournal(journal)
                        .withSeals(new SealSettings(Optional.empty(), "bank.example", INTERVAL))
                        .withOutside(outside),
                new Bank());
    }

    /** Writes so many events to a new account. */
    private static void write(TestClient client, String account, int events) {
        client.post("/streams/account/" + account + "/Open", "{\"owner\":\"A\",\"overdraftLimit\":0}");
        for (int i = 1; i < events; i++) {
            assertThat(client.post("/streams/account/" + account + "/Deposit", "{\"amount\":1,\"method\":\"CASH\"}")
                            .status())
                    .isEqualTo(200);
        }
    }

    private static String awaitSealed(TestClient client, long size) {
        Pause.until(() -> TestSeals.tree(client).path("size").asLong() >= size);
        return TestSeals.tree(client).path("verifierKeys").path(0).asText();
    }

    private static JsonNode awaitWitnessed(TestClient client, long size) {
        return Pause.untilThere(
                () -> TestSeals.tree(client).path("witnessed"),
                told -> told.path("size").asLong() >= size);
    }

    /** Waits until a number of events is witnessed by who is made to know the tree. */
    private static void begin(TestClient client, long size, TestWitness... all) {
        String key = awaitSealed(client, size);
        for (TestWitness each : all) {
            each.trust(key);
        }
        awaitWitnessed(client, size);
    }

    private static String text(TestClient client, String path) {
        return client.sendText(client.request(path).GET().build());
    }

    private static double failures(Scrape scrape, Trouble trouble) {
        return scrape.value(
                "recount_seal_witness_failures_total{reason=\"" + trouble.name().toLowerCase(Locale.ROOT) + "\"}");
    }

    private static void awaitFailure(TestClient client, Trouble trouble) {
        Scrape.await(client, scrape -> failures(scrape, trouble) > 0);
    }

    private List<String> told() {
        return List.copyOf(log.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private static String verified(String... arguments) {
        var bytes = new ByteArrayOutputStream();
        int code = RecountVerify.run(new PrintStream(bytes, true, StandardCharsets.UTF_8), arguments);
        return code + "\n" + bytes.toString(StandardCharsets.UTF_8);
    }

    private Path kept(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void signWhatTheVerifierThenAsksFor() throws IOException {
        try (TestServer server = serve(witnesses(2, one, two));
                TestWitness other = TestWitness.start("three.example")) {
            TestClient client = server.client();
            assertThat(client.get("/seal/1/checkpoint?witnessed=true").status()).isEqualTo(404);
            write(client, "1", 6);
            begin(client, 6, one, two);
            write(client, "2", 300);
            JsonNode witnessed = awaitWitnessed(client, 306);
            assertThat(witnessed.path("by"))
                    .extracting(JsonNode::asText)
                    .containsExactly("one.example", "two.example/w");
            String note = text(client, "/seal/1/checkpoint?witnessed=true");
            assertThat(note).startsWith(text(client, "/seal/1/checkpoint"));

            String key = TestSeals.tree(client).path("verifierKeys").path(0).asText();
            String receipt = kept("receipt", text(client, "/streams/account/2/events/99/receipt"))
                    .toString();
            String[] both = {"--key", key, "--witness", one.key(), "--witness", two.key()};
            assertThat(verified(words(both, "receipt", receipt)))
                    .startsWith("0\nholds: ")
                    .contains("cosigned by [one.example, two.example/w]");
            String[] third = words(both, "--witness", other.key());
            assertThat(verified(words(third, "receipt", receipt)))
                    .startsWith("1\nDOES NOT HOLD: ")
                    .contains("needs 3");
            assertThat(verified(words(third, "receipt", receipt, "--witnesses-needed", "2")))
                    .startsWith("0\n");
            assertThat(verified(words(both, "receipt", receipt, "--witness", one.key())))
                    .startsWith("0\n");

            String url = "http://127.0.0.1:" + server.port() + "/seal/1";
            assertThat(verified(words(both, "log", "--url", url)))
                    .startsWith("0\nholds: the checkpoint of 306 entries is signed, cosigned by ");
            assertThat(verified(words(third, "log", "--url", url))).startsWith("1\nDOES NOT HOLD: ");
            assertThat(verified(words(both, "receipt", receipt, "--witnesses-needed", "3")))
                    .startsWith("2\n")
                    .contains("--witnesses-needed: must be no more");
            assertThat(verified(words(both, "receipt", receipt, "--witnesses-need", "1")))
                    .startsWith("2\n");
            assertThat(verified("receipt", receipt, "--key", key, "--witness", key))
                    .startsWith("2\n");

            if (journal.place() instanceof DatabasePlace.Postgres place) {
                String[] held = {
                    "database",
                    "--jdbc",
                    place.url(),
                    "--user",
                    place.user(),
                    "--password",
                    place.password(),
                    "--checkpoint",
                    kept("kept", note).toString()
                };
                assertThat(verified(words(both, held))).startsWith("0\n");
                assertThat(verified(words(third, held))).startsWith("1\n");
            }
        }
    }

    private static String[] words(String[] more, String... first) {
        return Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void areWaitedForWhileTheyAreAwayAndInNobodysWay() {
        try (TestServer server = serve(witnesses(2, one, two))) {
            TestClient client = server.client();
            write(client, "1", 3);
            begin(client, 3, one, two);
            two.leave();
            write(client, "2", 3);
            awaitSealed(client, 6);
            awaitFailure(client, Trouble.AWAY);
            assertThat(TestSeals.tree(client).path("witnessed").path("size").asInt())
                    .isEqualTo(3);
            assertThat(text(client, "/streams/account/1/events/1/receipt")).contains("\u2014 two.example/w ");
            assertThat(text(client, "/streams/account/2/events/1/receipt"))
                    .endsWith("\n\n" + text(client, "/seal/1/checkpoint"));
            two.comeBack();
            awaitWitnessed(client, 6);
            assertThat(Scrape.await(client, now -> now.value("recount_seal_witnessed_size{entries=\"events\"}") == 6)
                            .value("recount_seal_size{entries=\"events\"}"))
                    .isEqualTo(6);
            Pause.until(() ->
                    told().stream().anyMatch(line -> line.contains("two.example/w of the events of journal 1 takes")));
            assertThat(told().stream()
                            .filter(line -> line.contains("two.example/w of the events of journal 1 does not answer")))
                    .hasSize(1);
        }
    }

    @Test
    void areAskedFromWhereTheyAre() {
        try (TestServer server = serve(witnesses(1, one, two))) {
            write(server.client(), "1", 3);
            begin(server.client(), 3, one, two);
            Pause.until(() -> two.sizes().equals(List.of(3L)));
            two.leave();
            write(server.client(), "2", 4);
            awaitWitnessed(server.client(), 7);
        }
        two.comeBack();
        try (TestServer server = serve(witnesses(2, one, two))) {
            Pause.until(() -> two.sizes().equals(List.of(7L)));
            assertThat(two.asked()).endsWith(7L, 3L);
            JsonNode witnessed = Pause.untilThere(
                    () -> TestSeals.tree(server.client()).path("witnessed"),
                    told -> told.path("by").size() == 2);
            assertThat(witnessed.path("size").asInt()).isEqualTo(7);
        }
    }

    @Test
    void refuseAnotherHistoryThatTheServerCannotTellFromItsOwn() throws SQLException {
        try (TestServer server = serve(witnesses(1, one))) {
            write(server.client(), "1", 6);
            begin(server.client(), 6, one);
        }
        attack(
                "CREATE TABLE kept_tree AS SELECT * FROM seal_tree",
                "CREATE TABLE kept_tile AS SELECT * FROM seal_tile");
        try (TestServer server = serve(witnesses(1, one))) {
            write(server.client(), "2", 5);
            awaitWitnessed(server.client(), 11);
        }
        attack(
                "DELETE FROM event_journal WHERE persistence_id = 'account|2'",
                "DELETE FROM snapshot WHERE persistence_id = 'account|2'",
                "DELETE FROM seal_tree",
                "DELETE FROM seal_tile",
                "INSERT INTO seal_tree SELECT * FROM kept_tree",
                "INSERT INTO seal_tile SELECT * FROM kept_tile");
        try (TestServer server = serve(witnesses(1, one))) {
            TestClient client = server.client();
            awaitFailure(client, Trouble.CONTRADICTED);
            Pause.until(() -> told().stream()
                    .anyMatch(line -> line.contains("contradicts the journal")
                            && line.contains("it has signed a tree of 11 entries, which has 6")));
            write(client, "3", 9);
            awaitSealed(client, 15);
            Scrape.await(client, now -> failures(now, Trouble.CONTRADICTED) > 2);
            assertThat(TestSeals.tree(client).path("witnessed").path("size").asInt())
                    .isEqualTo(6);
            assertThat(one.sizes()).containsExactly(11L);
            Scrape.await(client, now -> now.value("recount_seal_unwitnessed_age_seconds{entries=\"events\"}") > 0);
        }
    }

    private void attack(String... statements) throws SQLException {
        try (Journals journals = Journals.open(journal);
                Connection connection =
                        TestDatabases.repairing(journals.home().pool().getConnection());
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    @Test
    void areNotBelievedWithoutTheirKey() {
        try (TestServer server = serve(witnesses(0, one))) {
            one.forge(true);
            write(server.client(), "1", 3);
            one.trust(awaitSealed(server.client(), 3));
            awaitFailure(server.client(), Trouble.INVALID);
            assertThat(server.client().get("/seal/1/checkpoint?witnessed=true").status())
                    .isEqualTo(404);
            one.forge(false);
            awaitWitnessed(server.client(), 3);
        }
    }

    @Test
    void areRememberedThroughARestartAndAnEnd() throws SQLException {
        String before;
        try (TestServer server = serve(witnesses(1, one))) {
            write(server.client(), "1", 3);
            begin(server.client(), 3, one);
            before = text(server.client(), "/seal/1/checkpoint?witnessed=true");
        }
        one.leave();
        try (TestServer server = serve(witnesses(1, one))) {
            write(server.client(), "2", 3);
            awaitSealed(server.client(), 6);
            assertThat(text(server.client(), "/seal/1/checkpoint?witnessed=true"))
                    .isEqualTo(before);
        }
        assertThat(RestoredServer.goOn(
                        Settings.read(Optional.of(TestServer.PATIENT))
                                .withData(folder)
                                .withJournal(journal),
                        false))
                .isNotNull();
        try (TestServer server = serve(witnesses(1, one))) {
            awaitSealed(server.client(), 6);
            assertThat(server.client().get("/seal/1/checkpoint?witnessed=true").status())
                    .isEqualTo(404);
            assertThat(TestSeals.tree(server.client())
                            .path("ended")
                            .path(0)
                            .path("witnessed")
                            .asText())
                    .isEqualTo(before);
        }
    }

    @Test
    void areAskedByTwoAtTheSameTimeWhileTheTreeGrows() throws Exception {
        try (TestServer server = TestServer.start(
                folder,
                settings ->
                        settings.withJournal(journal).withSeals(settings.seals().off()),
                new Bank())) {
            write(server.client(), "1", 60);
        }
        SealKeys keys = SealKeys.open(folder.resolve("seal.pem"), true);
        try (Journals journals = Journals.open(journal);
                OutgoingPosts posts = new OutgoingPosts(new Troubles());
                ExecutorService all = Executors.newFixedThreadPool(3)) {
            var table = new SealTable(journals.home(), SealTable.EVENTS);
            Leaves events = Leaves.events(new LogReader(journals.databases(), Codecs.of(List.of(new Bank()))), 0);
            var tree = new SealedTree(
                    table, (place, limit) -> events.after(place, Math.min(limit, 2)), keys, "two", Clock.systemUTC());
            tree.grow();
            one.trust(tree.verifierKeys(table.read().orElseThrow().origin()).getFirst());
            Callable<Boolean> growing = () -> {
                while (table.read().orElseThrow().size() < 60) {
                    tree.grow();
                }
                return true;
            };
            for (Future<Boolean> each :
                    all.invokeAll(List.of(growing, witnessing(table, posts), witnessing(table, posts)))) {
                assertThat(each.get()).isTrue();
            }
            assertThat(posts.troubles().of(Trouble.CONTRADICTED)).isZero();
            WitnessedCheckpoint last = table.witnessed().read().orElseThrow();
            assertThat(table.witnessed()
                            .put(
                                    Optional.of(last),
                                    new WitnessedCheckpoint(last.origin(), 59, "smaller", last.stored())))
                    .isFalse();
        }
    }

    private Callable<Boolean> witnessing(SealTable table, OutgoingPosts posts) {
        var witnessing = new Witnessing(table, witnesses(1, one), Duration.ofMillis(1), posts, Clock.systemUTC());
        return () -> {
            long size = 0;
            while (size < 60) {
                witnessing.round(() -> false);
                long now =
                        table.witnessed().read().map(WitnessedCheckpoint::size).orElse(0L);
                assertThat(now).isGreaterThanOrEqualTo(size);
                size = now;
            }
            return true;
        };
    }
}
