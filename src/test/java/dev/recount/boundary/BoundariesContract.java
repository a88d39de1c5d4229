package dev.recount.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.archive.settled.ArchiveSettings;
import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.database.sql.Transactions;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.journal.tag.table.TagTable;
import dev.recount.model.StreamId;
import dev.recount.model.domain.Domain;
import dev.recount.seal.TestSeals;
import dev.recount.server.Pause;
import dev.recount.server.StoppedServer;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import dev.recount.server.settings.Settings;
import dev.recount.stream.BoundarySettings;
import dev.recount.stream.StreamSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that are decided on the events of several streams. */
abstract class BoundariesContract {

    private static final int SEATS = 5;

    @TempDir
    Path folder;

    private JournalSettings journal;

    abstract DatabaseKind kind();

    @BeforeEach
    void open() {
        journal = TestDatabases.settings(kind(), folder);
    }

    private TestServer serve(Domain domain) {
        return TestServer.start(folder, settings -> settings.withJournal(journal), domain);
    }

    private static void announce(TestClient client, String course, int capacity) {
        assertThat(client.post(
                                "/streams/course/" + course + "/Announce",
                                "{\"title\": \"Sums\", \"capacity\": " + capacity + "}")
                        .status())
                .isEqualTo(200);
    }

    static Answer subscribe(TestClient client, String student, String course) {
        return client.post("/streams/student/" + student + "/Subscribe", "{\"course\": \"" + course + "\"}");
    }

    private static void awaitTags(TestClient client) {
        Pause.until(() -> Set.of("IN_FORCE")
                .equals(Set.copyOf(
                        client.get("/admin/boundaries").body().path("types").findValuesAsText("state"))));
    }

    private static void requireRejected(Answer answer, String reason) {
        assertThat(answer.body().toString()).contains(reason);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo(reason);
    }

    private static String part(String stream, String command, String data) {
        return "{\"stream\": \"" + stream + "\", \"command\": \"" + command + "\", \"data\": " + data + "}";
    }

    private static Answer together(TestClient client, String... parts) {
        return client.post("/transactions", "{\"commands\": [" + String.join(", ", parts) + "]}");
    }

    @Test
    void areDecidedInTransactionsUnlessOneAddsToWhatAnotherIsDecidedOn() {
        try (TestServer server = serve(School.today())) {
            TestClient client = server.client();
            announce(client, "c1", 5);
            announce(client, "c2", 5);
            String first = part("student/s1", "Subscribe", "{\"course\": \"c1\"}");
            Answer both = together(client, first, part("student/s2", "Subscribe", "{\"course\": \"c1\"}"));
            assertThat(both.status()).as("%s", both.body()).isEqualTo(409);
            assertThat(both.code()).isEqualTo("DECIDED_TOGETHER");
            assertThat(client.get("/streams/student/s1").status()).isEqualTo(404);
            Answer apart = together(client, first, part("student/s2", "Subscribe", "{\"course\": \"c2\"}"));
            assertThat(apart.status()).as("%s", apart.body()).isEqualTo(200);
            requireRejected(subscribe(client, "s1", "c1"), "ALREADY_SUBSCRIBED");
        }
    }

    @Test
    void areDecidedAnewInTransactionsWhereOthersComeMeanwhile() {
        try (TestServer server = serve(School.today())) {
            TestClient client = server.client();
            announce(client, "c1", 8);
            List<CompletableFuture<Answer>> racers = IntStream.range(0, 12)
                    .mapToObj(i -> client.postLater(
                            "/transactions",
                            "{\"commands\": [" + part("student/s" + i, "Subscribe", "{\"course\": \"c1\"}") + "]}"))
                    .toList();
            List<String> told = racers.stream()
                    .map(CompletableFuture::join)
                    .map(answer -> answer.status() == 200 ? "stored" : answer.code())
                    .sorted()
                    .toList();
            assertThat(told)
                    .isEqualTo(Stream.concat(
                                    Collections.nCopies(4, "COURSE_FULL").stream(),
                                    Collections.nCopies(8, "stored").stream())
                            .toList());
        }
    }

    @Test
    void decidesOnTheEventsOfAllStreams() {
        try (TestServer server = serve(School.today())) {
            TestClient client = server.client();
            requireRejected(subscribe(client, "s1", "c1"), "NO_SUCH_COURSE");
            announce(client, "c1", 2);
            announce(client, "c2", 1);
            assertThat(subscribe(client, "s1", "c1").status()).isEqualTo(200);
            assertThat(subscribe(client, "s2", "c1").status()).isEqualTo(200);
            requireRejected(subscribe(client, "s3", "c1"), "COURSE_FULL");
            assertThat(subscribe(client, "s3", "c2").status()).isEqualTo(200);
            assertThat(client.post("/streams/student/s1/Unsubscribe", "{\"course\": \"c1\"}")
                            .status())
                    .isEqualTo(200);
            assertThat(subscribe(client, "s3", "c1").status()).isEqualTo(200);
            requireRejected(client.post("/streams/course/c1/ChangeCapacity", "{\"capacity\": 1}"), "SEATS_TAKEN");
            assertThat(client.post("/streams/course/c1/ChangeCapacity", "{\"capacity\": 3}")
                            .status())
                    .isEqualTo(200);
            assertThat(subscribe(client, "s1", "c1").status()).isEqualTo(200);
        }
        try (TestServer server = serve(School.today())) {
            requireRejected(subscribe(server.client(), "s4", "c1"), "COURSE_FULL");
        }
    }

    @Test
    void answersARepeatAsBefore() {
        try (TestServer server = serve(School.today())) {
            TestClient client = server.client();
            announce(client, "c1", 1);
            for (int i = 0; i < 2; i++) {
                Answer answer =
                        client.post("/streams/student/s1/Subscribe", "{\"course\": \"c1\"}", "Idempotency-Key", "once");
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.body().path("version").asInt()).isEqualTo(1);
            }
        }
    }

    @Test
    void tellsInAdvanceWhatACommandWouldComeTo() {
        try (TestServer server = serve(School.today())) {
            TestClient client = server.client();
            announce(client, "c1", 1);
            String preview = "/streams/student/s2/Subscribe?dryRun=true";
            assertThat(client.post(preview, "{\"course\": \"c1\"}").status()).isEqualTo(200);
            assertThat(subscribe(client, "s1", "c1").status()).isEqualTo(200);
            requireRejected(client.post(preview, "{\"course\": \"c1\"}"), "COURSE_FULL");
            Answer past = client.post("/streams/student/s1/Subscribe?dryRun=true&version=1", "{\"course\": \"c2\"}");
            assertThat(past.code()).isEqualTo("BOUNDARY_OF_PAST");
        }
    }

    /** The racers come one after another, the later ones while the first ones are at it. */
    @ParameterizedTest
    @ValueSource(ints = {8, 16})
    void neverGivesAwayMoreSeatsThanThereAre(int racers) {
        try (TestServer server = serve(School.today())) {
            TestClient client = server.client();
            for (String course : List.of("a", "b")) {
                announce(client, course, SEATS);
                List<Answer> answers = race(racers, racer -> {
                    for (int i = 0; i < racer % 4; i++) {
                        client.get("/streams/course/" + course);
                    }
                    return untilDecided(client, course + racer, course);
                });
                assertThat(answers).filteredOn(each -> each.status() == 200).hasSize(SEATS);
                assertThat(answers)
                        .filteredOn(each -> each.code().equals("COURSE_FULL"))
                        .hasSize(racers - SEATS);
            }
        }
    }

    /** Capacity goes down while students come: whoever is first, the other sees. */
    @Test
    void seesBothSidesOfARace() {
        try (TestServer server = serve(School.today())) {
            TestClient client = server.client();
            for (int round = 0; round < 10; round++) {
                String course = "c" + round;
                announce(client, course, 2);
                assertThat(subscribe(client, "first" + round, course).status()).isEqualTo(200);
                List<Answer> answers = race(
                        2,
                        racer -> racer == 0
                                ? untilNoConflict(() -> client.post(
                                        "/streams/course/" + course + "/ChangeCapacity", "{\"capacity\": 1}"))
                                : untilDecided(client, "second" + course, course));
                assertThat(answers).filteredOn(each -> each.status() == 200).hasSize(1);
                assertThat(answers).filteredOn(each -> each.status() == 422).hasSize(1);
            }
        }
    }

    private interface Racer {
        Answer run(int racer);
    }

    private static List<Answer> race(int racers, Racer racer) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return IntStream.range(0, racers)
                    .mapToObj(each -> CompletableFuture.supplyAsync(() -> racer.run(each), threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }
    }

    private static Answer untilDecided(TestClient client, String student, String course) {
        return untilNoConflict(() -> subscribe(client, student, course));
    }

    private static Answer untilNoConflict(Supplier<Answer> command) {
        return Pause.untilThere(command, answer -> !answer.code().equals("BOUNDARY_CHANGED"));
    }

    @Test
    void tagsTheEventsOfBeforeBeforeAnythingIsDecidedOnThem() {
        try (TestServer server = serve(new School(0))) {
            TestClient client = server.client();
            announce(client, "c1", 2);
            assertThat(subscribe(client, "s1", "c1").status()).isEqualTo(200);
            assertThat(subscribe(client, "s2", "c1").status()).isEqualTo(200);
        }
        try (TestServer server = serve(School.today())) {
            TestClient client = server.client();
            Answer first = Pause.untilThere(
                    () -> subscribe(client, "s3", "c1"),
                    answer -> !answer.code().equals("BOUNDARY_BUILDING"));
            requireRejected(first, "COURSE_FULL");
            awaitTags(client);
        }
        change("INSERT INTO event_tag (tag, persistence_id, sequence_number) VALUES ('name:anna', 'student|s1', 1)");
        change("INSERT INTO tag_version (tag, version) VALUES ('name:anna', 1)");
        try (TestServer server = serve(new School(2))) {
            TestClient client = server.client();
            requireRejected(
                    Pause.untilThere(
                            () -> subscribe(client, "s3", "c1"),
                            answer -> !answer.code().equals("BOUNDARY_BUILDING")),
                    "COURSE_FULL");
        }
        assertThat(findings(new School(2))).isEmpty();
        try (Database database = JournalDatabase.open(journal)) {
            var table = new TagTable(database);
            assertThat(table.versions(List.of("name:anna"))).isEmpty();
            assertThat(table.of(new StreamId("student", "s1")).values())
                    .containsExactly(new TreeSet<>(List.of("course:c1", "student:s1")));
        }
    }

    @Test
    void followsACorrection() {
        try (TestServer server = serve(School.today())) {
            TestClient client = server.client();
            announce(client, "c1", 1);
            announce(client, "c2", 1);
            assertThat(subscribe(client, "s1", "c1").status()).isEqualTo(200);
            Answer corrected = client.post(
                    "/streams/student/s1/corrections",
                    "{\"reason\": \"a typing error\", \"corrections\": [{\"version\": 1, \"read\": [{\"event\":"
                            + " \"Subscribed\", \"data\": {\"course\": \"c2\"}}]}]}");
            assertThat(corrected.status()).isEqualTo(200);
            requireRejected(subscribe(client, "s2", "c2"), "COURSE_FULL");
            assertThat(subscribe(client, "s2", "c1").status()).isEqualTo(200);
            assertThat(client.send(client.request("/streams/student/s1/corrections/2?reason=right")
                                    .DELETE()
                                    .build())
                            .status())
                    .isEqualTo(200);
            requireRejected(subscribe(client, "s3", "c1"), "COURSE_FULL");
            assertThat(subscribe(client, "s3", "c2").status()).isEqualTo(200);
        }
        assertThat(findings(School.today())).isEmpty();
    }

    @Test
    void readsWhatIsArchived() {
        TestServer archiving = TestServer.start(
                folder,
                settings -> settings.withJournal(journal)
                        .withSeals(TestSeals.often("school"))
                        .withArchive(new ArchiveSettings(
                                Optional.of(folder.resolve("archive")), Duration.ZERO, ArchiveSettings.READERS)),
                School.archived());
        try (archiving) {
            TestClient client = archiving.client();
            announce(client, "c1", 1);
            announce(client, "c2", 1);
            assertThat(subscribe(client, "s1", "c1").status()).isEqualTo(200);
            assertThat(subscribe(client, "s1", "c2").status()).isEqualTo(200);
            TestSeals.awaitSealed(client, 4);
            Pause.until(
                    () -> client.post("/admin/archive", "").body().toString().contains("\"events\":1"));
            requireRejected(subscribe(client, "s2", "c1"), "COURSE_FULL");
        }
    }

    @Test
    void isNotDecidedAgainInAWorld() {
        try (TestServer server = serve(School.today())) {
            TestClient client = server.client();
            announce(client, "c1", 1);
            assertThat(subscribe(client, "s1", "c1").status()).isEqualTo(200);
            requireRejected(subscribe(client, "s2", "c1"), "COURSE_FULL");
            Answer asked = client.post("/admin/worlds", "{\"mode\": \"counterfactual\"}");
            String path = "/admin/worlds/" + asked.body().path("id").asLong();
            JsonNode world = Pause.untilThere(
                    () -> client.get(path).body(),
                    told -> !told.path("state").asText().equals("RUNNING"));
            assertThat(world.toString()).contains("it is decided on the events of several streams");
        }
    }

    @Test
    void isRefusedBeyondTheMostEvents() {
        try (TestServer server = TestServer.start(
                folder,
                settings -> settings.withJournal(journal).withStreams(with(settings.streams(), 2)),
                School.today())) {
            TestClient client = server.client();
            announce(client, "c1", 9);
            assertThat(subscribe(client, "s1", "c1").status()).isEqualTo(200);
            assertThat(subscribe(client, "s2", "c1").status()).isEqualTo(200);
            Answer answer = subscribe(client, "s3", "c1");
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.code()).isEqualTo("BOUNDARY_TOO_LARGE");
            assertThat(client.get("/streams/student/s3").status()).isEqualTo(404);
        }
    }

    private static StreamSettings with(StreamSettings streams, int maxEvents) {
        return new StreamSettings(
                streams.maxInFlight(),
                streams.answerTimeout(),
                streams.enrichmentTimeout(),
                streams.rememberedCommands(),
                streams.maxEventBytes(),
                streams.maxLive(),
                streams.idleTimeout(),
                streams.decisions(),
                streams.ladder(),
                new BoundarySettings(maxEvents, streams.boundary().attempts()));
    }

    @Test
    void isVerified() {
        try (TestServer server = serve(School.today())) {
            TestClient client = server.client();
            announce(client, "c1", 2);
            assertThat(subscribe(client, "s1", "c1").status()).isEqualTo(200);
        }
        assertThat(findings(School.today())).isEmpty();
        change("DELETE FROM event_tag WHERE persistence_id = 'student|s1' AND tag = 'course:c1'");
        change("INSERT INTO event_tag (tag, persistence_id, sequence_number) VALUES ('course:c1', 'student|s9', 7)");
        assertThat(findings(School.today()))
                .containsExactlyInAnyOrder(
                        "student/s1@1: it is not found by its tag course:c1",
                        "student/s9@7: there is a tag, but no event: course:c1");
    }

    private void change(String sql) {
        try (Database database = JournalDatabase.open(journal)) {
            assertThat(new Transactions(database.pool(), "not changed")
                            .<Integer>run(statements -> statements.update(sql)))
                    .isEqualTo(1);
        }
    }

    private List<String> findings(Domain domain) {
        var findings = new ArrayList<String>();
        Settings settings =
                Settings.read(Optional.of(TestServer.PATIENT)).withData(folder).withJournal(journal);
        var _ = new StoppedServer(settings, List.of(domain))
                .verify(List.of(), finding -> findings.add(finding.toString()), _ -> {});
        return findings;
    }

    @Test
    void tellsHowFarTheTagsAre() {
        try (TestServer server = serve(School.today())) {
            JsonNode types = server.client().get("/admin/boundaries").body().path("types");
            assertThat(types.toString())
                    .isEqualTo("[{\"type\":\"course\",\"revision\":1,\"state\":\"IN_FORCE\",\"untagged\":[]},"
                            + "{\"type\":\"student\",\"revision\":1,\"state\":\"IN_FORCE\",\"untagged\":[]}]");
        }
    }
}
