package dev.recount.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.database.TestDatabases;
import dev.recount.database.place.DatabasePlace;
import dev.recount.model.domain.Domain;
import dev.recount.model.type.StreamType;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that reach a stream while it writes. */
class GatheringTest {

    private static final String APPEND = "/streams/probe/hot/";
    private static final Pattern COMMITS =
            Pattern.compile("(?m)^recount_journal_batch_duration_seconds_count(?:\\{.*})? (\\S+)");

    @TempDir
    Path data;

    /** Others wait for the place that a test holds for as long as it takes. */
    @BeforeEach
    void beginPatiently() throws SQLException {
        TestDatabases.prepare(new DatabasePlace.Folder(data));
        try (JournalFile journal = new JournalFile(data)) {
            journal.execute("SET DEFAULT_LOCK_TIMEOUT 600000");
        }
    }

    private static Domain domain(UnaryOperator<StreamType<Probe.State, Probe.Command, Probe.Event>> changes) {
        return Probe.domain(changes);
    }

    /** Holds the place of the stream's next event, so that what the stream writes waits, while commands come. */
    private List<Answer> whileWriting(TestServer server, long version, int commands, IntFunction<Command> command)
            throws SQLException {
        List<CompletableFuture<Answer>> answers;
        try (JournalFile journal = new JournalFile(data)) {
            journal.begin();
            journal.forge("probe|hot", version);
            answers = IntStream.range(0, commands)
                    .mapToObj(i -> server.client()
                            .postLater(
                                    APPEND + command.apply(i).name,
                                    command.apply(i).json,
                                    command.apply(i).headers().toArray(String[]::new)))
                    .toList();
            Pause.until(() -> inFlight(server) + done(answers) == commands);
            journal.rollback();
        }
        return answers.stream().map(CompletableFuture::join).toList();
    }

    private record Command(String name, String json, List<String> headers) {

        Command(String name, String json, String... headers) {
            this(name, json, List.of(headers));
        }

        static Command add(int amount) {
            return new Command("Add", "{\"amount\": " + amount + "}");
        }
    }

    private static long done(List<CompletableFuture<Answer>> answers) {
        return answers.stream().filter(CompletableFuture::isDone).count();
    }

    private static int inFlight(TestServer server) {
        return (int) metric(server, Pattern.compile("(?m)^recount_commands_in_flight(?:\\{.*})? (\\S+)"));
    }

    private static double metric(TestServer server, Pattern pattern) {
        try (TestClient management = new TestClient(server.managementPort())) {
            Matcher found = pattern.matcher(
                    management.sendText(management.request("/metrics").GET().build()));
            assertThat(found.find()).isTrue();
            return Double.parseDouble(found.group(1));
        }
    }

    @Test
    void areStoredTogetherEachWithItsOwnOutcome() throws SQLException {
        try (TestServer server = TestServer.start(data, domain(type -> type))) {
            server.client().post(APPEND + "Add", "{\"amount\": 100}");
            double before = metric(server, COMMITS);

            List<Answer> answers = whileWriting(server, 2, 40, i -> Command.add(i % 4 == 3 ? -1 : 1));

            assertThat(metric(server, COMMITS) - before).as("commits").isLessThanOrEqualTo(4);
            assertThat(answers).extracting(Answer::status).containsOnly(200, 422);
            assertThat(answers)
                    .filteredOn(answer -> answer.status() == 200)
                    .hasSize(30)
                    .allSatisfy(answer -> assertThat(
                                    answer.body().path("state").path("sum").asInt())
                            .as("each has the state that its own event led to")
                            .isEqualTo(99 + answer.body().path("version").asInt()))
                    .extracting(answer -> answer.body().path("version").asInt())
                    .doesNotHaveDuplicates();
            assertThat(sum(server)).isEqualTo(130);
        }
        try (TestServer again = TestServer.start(data, domain(type -> type))) {
            assertThat(sum(again)).isEqualTo(130);
        }
    }

    @Test
    void areCarriedOutOnceAndInTurn() throws SQLException {
        try (TestServer server = TestServer.start(data, domain(type -> type))) {
            List<Answer> answers = whileWriting(server, 1, 30, i -> switch (i % 3) {
                case 0 -> new Command("Add", "{\"amount\": 1}", "Idempotency-Key", "the-same");
                case 1 -> new Command("Add", "{\"amount\": 1}", "If-Match", "\"0\"");
                default -> new Command("FailToEvolve", "{}");
            });

            assertThat(answers)
                    .filteredOn(answer -> answer.status() == 200
                            && !answer.body().path("repeat").asBoolean())
                    .hasSizeBetween(1, 2)
                    .hasSize((int) sum(server));
            assertThat(answers).extracting(Answer::status).containsOnly(200, 412, 500);
        }
    }

    @Test
    void failTogetherWhereTheJournalDoesNotTakeThem() throws SQLException {
        try (TestServer server = TestServer.start(data, domain(type -> type));
                JournalFile journal = new JournalFile(data)) {
            server.client().post(APPEND + "Add", "{\"amount\": 1}");
            journal.execute("ALTER TABLE event_journal ADD CONSTRAINT no_poison"
                    + " CHECK (POSITION('poison', UTF8TOSTRING(event_payload)) = 0)");

            List<Answer> answers = whileWriting(
                    server, 2, 60, i -> i == 40 ? new Command("Note", "{\"text\": \"poison\"}") : Command.add(1));

            assertThat(answers.get(40).status()).isEqualTo(503);
            assertThat(answers).extracting(Answer::status).containsOnly(200, 503);
            assertThat(answers)
                    .filteredOn(answer -> answer.status() == 503)
                    .extracting(Answer::code)
                    .containsOnly("UNAVAILABLE");
            long stored =
                    answers.stream().filter(answer -> answer.status() == 200).count();
            assertThat(sum(server))
                    .as("what was acknowledged, and nothing else")
                    .isEqualTo(1 + stored);
            assertThat(server.client().post(APPEND + "Add", "{\"amount\": 1}").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void endAtASettledPointAndAreSavedWholeElsewhere() throws SQLException {
        Domain domain = domain(type -> type.snapshotEvery(10).settledAt(Probe.Event.Noted.class));
        try (TestServer server = TestServer.start(data, domain);
                JournalFile journal = new JournalFile(data)) {
            whileWriting(server, 1, 34, i -> i == 16 ? new Command("Note", "{\"text\": \"settled\"}") : Command.add(1));
            String settled = journal.texts(
                            "SELECT sequence_number FROM event_journal WHERE event_ser_manifest = 'probe.Noted/1'")
                    .getFirst();

            Pause.until(() -> snapshots(journal).contains(settled)
                    && snapshots(journal).stream().anyMatch(version -> Integer.parseInt(version) >= 30));

            assertThat(snapshots(journal)).hasSizeLessThan(4);
        }
    }

    private static List<String> snapshots(JournalFile journal) {
        try {
            return journal.texts("SELECT sequence_number FROM snapshot WHERE persistence_id = 'probe|hot'");
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void areReadOnceTheyAreStored() throws SQLException {
        try (TestServer server = TestServer.start(data, domain(type -> type))) {
            CompletableFuture<JsonNode> read;
            List<CompletableFuture<Answer>> added;
            try (JournalFile journal = new JournalFile(data)) {
                journal.begin();
                journal.forge("probe|hot", 1);
                added = IntStream.range(0, 10)
                        .mapToObj(_ -> server.client().postLater(APPEND + "Add", "{\"amount\": 1}"))
                        .toList();
                Pause.until(() -> inFlight(server) == 10);
                TestClient client = server.client();
                read = CompletableFuture.supplyAsync(
                        () -> client.get("/streams/probe/hot").body());
                Pause.until(() -> inFlight(server) == 11);
                assertThat(read).isNotDone();
                journal.rollback();
            }
            assertThat(read.join().path("state").path("sum").asInt()).isEqualTo(10);
            assertThat(added)
                    .allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(200));
        }
    }

    private static long sum(TestServer server) {
        return server.client()
                .get("/streams/probe/hot")
                .body()
                .path("state")
                .path("sum")
                .asLong();
    }
}
