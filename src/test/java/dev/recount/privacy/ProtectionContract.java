package dev.recount.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.history.verify.Finding;
import dev.recount.journal.EncodedCommand;
import dev.recount.journal.HashChain;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.journal.spread.Journals;
import dev.recount.journal.stored.JournalReader;
import dev.recount.journal.stored.ProtectedStreams;
import dev.recount.model.StreamId;
import dev.recount.model.domain.Domain;
import dev.recount.protection.ProtectionReport;
import dev.recount.seal.TestSeals;
import dev.recount.server.ProtectedServer;
import dev.recount.server.StoppedServer;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import dev.recount.server.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal that was written before something in it was personal data, and is protected later. */
abstract class ProtectionContract {

    private static final StreamId STAY = new StreamId("stay", "1");
    private static final String BOOK = "{\"guest\":\"Xanthippe \\\"Xan\\\" Quux\",\"nights\":7}";
    private static final String SLIP =
            "{\"version\":1,\"read\":[{\"event\":\"Booked\",\"data\":{\"guest\":\"Yolanthe\",\"nights\":3}}],\"reason\":\"a slip\"}";

    private static final List<String> SECRETS = List.of(
            "Xanthippe \\\"Xan\\\" Quux",
            "Quux",
            "Yolanthe",
            "Zaunkoenigsgasse",
            "Wilhelmine",
            "Vogelsang",
            "rejectedGuest");

    private static final Map<String, Long> LEFT_OUT = Map.of("transport of stay.Moved/1", 1L);

    @TempDir
    Path folder;

    private JournalSettings journal;

    abstract DatabaseKind kind();

    /** Returns those of some texts that can be read in the files of a server's databases, once they are tidied up. */
    abstract List<String> readableInFiles(JournalSettings journal, List<String> texts) throws Exception;

    @BeforeEach
    void open() {
        journal = TestDatabases.settings(kind(), folder);
    }

    private Settings settings() {
        return Settings.read(Optional.of(TestServer.PATIENT)).withData(folder).withJournal(journal);
    }

    private TestServer serve(Domain domain) {
        return TestServer.start(folder, settings -> settings.withJournal(journal), domain);
    }

    ProtectedServer stopped() {
        return new ProtectedServer(settings(), List.of(new Guests()));
    }

    private static Answer require(Answer answer) {
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer;
    }

    private List<Finding> verified() {
        List<Finding> findings = new ArrayList<>();
        var _ = new StoppedServer(settings(), List.of(new Guests())).verify(List.of(), findings::add, _ -> {});
        return findings;
    }

    /** Returns the hash of a stream's event. */
    private String hash(StreamId stream, long version) {
        try (Journals journals = Journals.openAsTheyAre(journal)) {
            return HashChain.of(new JournalReader(journals.databases(), Database::pool)
                    .event(stream, version)
                    .orElseThrow()
                    .stored());
        }
    }

    /** Leads a life in the clear: events of now and of before, a correction, a rejection, and what nobody is told of in. */
    private void liveInTheClear() {
        try (TestServer server = serve(new ClearGuests())) {
            TestClient client = server.client();
            require(client.post("/streams/stay/1/Book", BOOK, "Idempotency-Key", "one"));
            require(client.post("/streams/stay/1/Move", "{\"street\":\"Zaunkoenigsgasse\",\"town\":\"Linz\"}"));
            require(client.post("/streams/stay/1/Sign", "{\"first\":\"Wilhelmine\",\"last\":\"Vogelsang\"}"));
            require(client.post("/streams/stay/1/corrections", SLIP));
            assertThat(client.post("/streams/stay/1/Book", "{\"guest\":\"rejectedGuest\",\"nights\":0}")
                            .code())
                    .isEqualTo("NO_NIGHT");
            require(client.post("/streams/stay/2/Book", "{\"guest\":\"Quux\",\"nights\":1}"));
        }
    }

    /** What is told of a stay in all ways. */
    private record Told(JsonNode state, JsonNode recorded, String events) {}

    /** The chain is another one once it is protected. */
    private static String withoutHashes(Answer answer) {
        return answer.response().body().replaceAll("\"previoushash\":\"[^\"]*\"", "");
    }

    private Told told() {
        try (TestServer server = serve(new Guests())) {
            TestClient client = server.client();
            return new Told(
                    require(client.get("/streams/stay/1")).body(),
                    require(client.get("/streams/stay/1?known=recorded")).body(),
                    withoutHashes(require(client.get("/streams/stay/1/events"))));
        }
    }

    @Test
    void saysTheSameOnceNobodyCanReadItWithoutTheKeys() throws Exception {
        liveInTheClear();
        try (TestServer server = serve(new Guests())) {
            require(server.client().post("/streams/stay/1/Sign", "{\"name\":\"Ulrike\"}")); // sealed
        }
        assertThat(readableInFiles(journal, List.of("Ulrike"))).isEmpty();
        assertThat(readableInFiles(journal, SECRETS)).hasSizeGreaterThanOrEqualTo(SECRETS.size());
        Told before = told();
        assertThat(before.state.path("state").path("said").toString())
                .isEqualTo("[\"Yolanthe\",\"Zaunkoenigsgasse\",\"Wilhelmine Vogelsang\",\"Ulrike\"]");
        String head = hash(STAY, 5);

        ProtectionReport look = stopped().look(_ -> {});
        assertThat(hash(STAY, 5)).isEqualTo(head);
        ProtectionReport report = stopped().protect(_ -> {});

        assertThat(report).isEqualTo(look).isEqualTo(new ProtectionReport(5, 2, 1, Map.of(), LEFT_OUT, List.of()));
        List<String> secrets = new ArrayList<>(SECRETS);
        secrets.add(EncodedCommand.sent("Book", BOOK.getBytes(StandardCharsets.UTF_8))
                .digest());
        secrets.add(EncodedCommand.sent("recount.Correct", SLIP.getBytes(StandardCharsets.UTF_8))
                .digest());
        assertThat(readableInFiles(journal, secrets)).isEmpty();
        assertThat(verified()).isEmpty();
        assertThat(told()).isEqualTo(before);
        try (Journals journals = Journals.openAsTheyAre(journal)) {
            assertThat(new ProtectedStreams(journals.home()).of(STAY))
                    .singleElement()
                    .matches(heads -> heads.before().equals(head) && heads.version() == 5, "has the head of before")
                    .matches(heads -> heads.since().equals(hashIn(journals, 5)), "has the head of now");
        }
        assertThat(stopped().protect(_ -> {})).isEqualTo(new ProtectionReport(0, 0, 0, Map.of(), LEFT_OUT, List.of()));
    }

    private static String hashIn(Journals journals, long version) {
        return HashChain.of(new JournalReader(journals.databases(), Database::pool)
                .event(STAY, version)
                .orElseThrow()
                .stored());
    }

    @Test
    void isGoneWithTheKeyAndKnownAgainUntilThen() throws Exception {
        liveInTheClear();
        assertThat(stopped().look(_ -> {}).rejections()).isEqualTo(1); // there are no keys yet
        var _ = stopped().protect(_ -> {});
        try (TestServer server = serve(new Guests())) {
            TestClient client = server.client();
            assertThat(require(client.post("/streams/stay/1/Book", BOOK, "Idempotency-Key", "one"))
                            .body()
                            .path("repeat")
                            .asBoolean())
                    .isTrue();
            assertThat(require(client.get("/subjects/stay/1/export")).response().body())
                    .contains("Quux", "Yolanthe", "{\"name\":\"Wilhelmine Vogelsang\"}", "rejectedGuest");
            assertThat(client.post("/streams/stay/1/Book", BOOK.replace("7", "8"), "Idempotency-Key", "one")
                            .code())
                    .isEqualTo("COMMAND_ID_REUSED");
            require(client.post("/subjects/stay/1/erase", "{\"ground\":\"asked for\",\"reference\":\"1\"}"));
            assertThat(client.get("/streams/stay/1")
                            .body()
                            .path("state")
                            .path("said")
                            .toString())
                    .isEqualTo("[null,null,null]");
            assertThat(client.get("/streams/stay/2")
                            .body()
                            .path("state")
                            .path("said")
                            .toString())
                    .isEqualTo("[\"Quux\"]");
        }
        assertThat(verified()).isEmpty();
    }

    private TestServer seal(Domain domain) {
        return TestServer.start(
                folder, settings -> settings.withJournal(journal).withSeals(TestSeals.often("inn")), domain);
    }

    @Test
    void endsTheTreeOfRejectionsThatItChanges() {
        try (TestServer server = seal(new ClearGuests())) {
            assertThat(server.client()
                            .post("/streams/stay/1/Book", "{\"guest\":\"rejectedGuest\",\"nights\":0}")
                            .code())
                    .isEqualTo("NO_NIGHT");
            TestSeals.awaitRejections(server.client(), 1);
        }
        assertThat(stopped().protect(_ -> {}).rejections()).isEqualTo(1);
        try (TestServer server = seal(new Guests())) {
            TestSeals.awaitRejections(server.client(), 1);
            assertThat(TestSeals.rejections(server.client()).path("ended"))
                    .extracting(ended -> ended.path("reason").asText())
                    .containsExactly("rejected commands were encrypted by recount protect");
        }
    }

    @Test
    void leavesWhatItCannotTell() {
        try (TestServer server = serve(new ClearGuests())) {
            TestClient client = server.client();
            require(client.post("/streams/stay/3/Lose", "{\"what\":\"a ring\",\"where\":\"the bath\"}"));
            require(client.post("/streams/stay/4/Leave", "{}"));
            require(client.post("/streams/stay/5/Book", "{\"guest\":\"Tusnelda\",\"nights\":1}"));
        }
        String head = hash(new StreamId("stay", "3"), 1);

        ProtectionReport report = stopped().protect(_ -> {});

        assertThat(report.events()).isEqualTo(1);
        assertThat(report.unknown()).isEqualTo(Map.of("stay.Left/1", 1L, "the command stay.Leave/1", 1L));
        assertThat(report.problems())
                .singleElement()
                .asString()
                .startsWith("stay/3: the upcasters make several events");
        assertThat(hash(new StreamId("stay", "3"), 1)).isEqualTo(head);
    }
}
