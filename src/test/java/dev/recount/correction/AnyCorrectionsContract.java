package dev.recount.correction;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Any story with any corrections, held against the simplest reading of it; whatever the database. */
@NullUnmarked // the client is that of the phase at hand
abstract class AnyCorrectionsContract {

    private static final int STREAMS = 4;
    private static final int STEPS = 120;
    private static final int PHASES = 3;

    /** Beyond it, the past of rows is corrected after the rows. */
    private static final int[] CORRECTED_AT_ONCE = {1_000, 0, 5};

    @TempDir
    Path folder;

    private final List<NaiveNotes> notes =
            IntStream.range(0, STREAMS).mapToObj(_ -> new NaiveNotes()).toList();

    /** The position of the log at some moments, with the versions that the streams had then. */
    private final Map<String, List<Integer>> moments = new TreeMap<>();

    private TestClient client;

    abstract JournalSettings journal();

    @Test
    void areReadAsTheyAreToBeReadAndAsTheyWereKnown() {
        JournalSettings journal = journal();
        var random = new Random(17);
        for (int phase = 0; phase < PHASES; phase++) {
            int correctedAtOnce = CORRECTED_AT_ONCE[phase];
            try (TestServer server = TestServer.start(
                    folder,
                    settings -> settings.withJournal(journal)
                            .withViews(settings.views().withCorrectedAtOnce(correctedAtOnce)),
                    new Notes())) {
                client = server.client();
                for (int step = 0; step < STEPS / PHASES; step++) {
                    int stream = random.nextInt(STREAMS);
                    step(stream, notes.get(stream), random);
                }
                moments.put(head(), versions());
                for (int stream = 0; stream < STREAMS; stream++) {
                    assertStream(stream, notes.get(stream), random);
                    assertPast(stream, notes.get(stream), random);
                }
                assertViews();
            }
        }
    }

    private static String path(int stream) {
        return "/streams/notes/n" + stream;
    }

    private void step(int stream, NaiveNotes naive, Random random) {
        if (naive.version() == 0 || random.nextInt(5) < 3) {
            int number = random.nextInt(100);
            naive.note(number);
            assertOk(client.post(path(stream) + "/Note", "{\"number\":%d}".formatted(number)));
            return;
        }
        NaiveNotes.Sent sent = naive.correct(random);
        if (sent.withdrawn().isPresent()) {
            assertOk(client.send(client.request(
                            path(stream) + "/corrections/" + sent.withdrawn().get() + "?reason=a%20test")
                    .DELETE()
                    .build()));
        } else {
            assertOk(client.post(path(stream) + "/corrections", sent.body()));
        }
    }

    private static Answer assertOk(Answer answer) {
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer;
    }

    /** Returns the position of the whole log, to which a reader comes who reads all that has been acknowledged. */
    private String head() {
        List<String> last = IntStream.range(0, STREAMS)
                .filter(stream -> notes.get(stream).version() > 0)
                .mapToObj(stream -> "notes/n" + stream + "@" + notes.get(stream).version())
                .toList();
        JsonNode page = Pause.untilThere(
                () -> assertOk(client.get("/events?limit=1000")).body(),
                each -> each.path("events").findValuesAsText("id").containsAll(last));
        return page.path("next").asText().replaceAll(".*after=([^&]*).*", "$1");
    }

    private List<Integer> versions() {
        return notes.stream().map(NaiveNotes::version).toList();
    }

    private List<Integer> numbers(String path) {
        return assertOk(client.get(path))
                .body()
                .path("state")
                .path("numbers")
                .valueStream()
                .map(JsonNode::asInt)
                .toList();
    }

    private void assertStream(int stream, NaiveNotes naive, Random random) {
        int last = naive.version();
        assertThat(numbers(path(stream))).isEqualTo(naive.numbers(last, last));
        assertThat(numbers(path(stream) + "?known=recorded")).isEqualTo(naive.numbers(last, 0));
        for (int look = 0; look < 8; look++) {
            int version = 1 + random.nextInt(last);
            assertThat(numbers(path(stream) + "?version=" + version))
                    .as("%d@%d", stream, version)
                    .isEqualTo(naive.numbers(version, last));
            assertThat(numbers(path(stream) + "?known=recorded&version=" + version))
                    .isEqualTo(naive.numbers(version, 0));
        }
        moments.forEach((position, versions) -> {
            int then = versions.get(stream);
            assertThat(numbers(path(stream) + "?known=" + position + "&version=" + then))
                    .as("%d as known at %s", stream, position)
                    .isEqualTo(naive.numbers(then, then));
            assertThat(numbers(path(stream) + "?known=" + position)).isEqualTo(naive.numbers(last, then));
        });
        assertThat(events(path(stream) + "/events?limit=1000")).isEqualTo(naive.numbers(last, last));
        assertThat(events("/events?stream=notes/n" + stream + "&limit=1000")).isEqualTo(naive.numbers(last, last));
    }

    private List<Integer> events(String path) {
        return assertOk(client.get(path))
                .body()
                .path("events")
                .valueStream()
                .filter(event -> event.path("data").has("number"))
                .map(event -> event.path("data").path("number").asInt())
                .toList();
    }

    private void assertViews() {
        List<List<Integer>> corrected = read(naive -> naive.numbers(naive.version(), naive.version()));
        List<List<Integer>> recorded = read(naive -> naive.numbers(naive.version(), 0));
        for (int stream = 0; stream < STREAMS; stream++) {
            String token = "notes/n" + stream + "@" + notes.get(stream).version();
            String page = "/views/pages/n" + stream;
            assertThat(page(ask(page, token))).isEqualTo(text(corrected.get(stream)));
            assertThat(page(client.get(page + "?known=recorded"))).isEqualTo(text(recorded.get(stream)));
            assertTotal(assertOk(ask("/views/totals/all", token)).body().path("row"), corrected);
        }
        assertTotal(
                assertOk(client.get("/views/totals/all?known=recorded")).body().path("row"), recorded);
        moments.forEach((position, versions) -> {
            var known = new ArrayList<List<Integer>>();
            for (int stream = 0; stream < STREAMS; stream++) {
                NaiveNotes naive = notes.get(stream);
                known.add(naive.numbers(naive.version(), versions.get(stream)));
            }
            assertTotal(
                    assertOk(client.get("/views/totals/all?known=" + position))
                            .body()
                            .path("row"),
                    known);
        });
    }

    /** What a view by stream tells of the past is corrected too. */
    private void assertPast(int stream, NaiveNotes naive, Random random) {
        List<String> times = assertOk(client.get(path(stream) + "/events?limit=1000&known=recorded"))
                .body()
                .path("events")
                .valueStream()
                .map(event -> event.path("time").asText())
                .toList();
        int last = naive.version();
        assertThat(times).hasSize(last);
        for (int look = 0; look < 8; look++) {
            String time = times.get(random.nextInt(last));
            Answer then = Pause.untilThere(
                    () -> ask("/views/pages/n" + stream + "?at=" + time, "notes/n" + stream + "@" + last),
                    answer -> !answer.body().has("uncorrectedSince"));
            assertThat(page(then))
                    .as("%d at %s", stream, time)
                    .isEqualTo(text(naive.numbers(times.lastIndexOf(time) + 1, last)));
        }
    }

    private interface Reading {
        List<Integer> of(NaiveNotes naive);
    }

    private List<List<Integer>> read(Reading reading) {
        return notes.stream().map(reading::of).toList();
    }

    private Answer ask(String path, String token) {
        return client.send(
                client.request(path).header("Recount-After", token).GET().build());
    }

    /** Where nothing is left to be noted, there is no page. */
    private static String page(Answer answer) {
        assertThat(answer.status()).as("%s", answer.body()).isIn(200, 404);
        return answer.body().path("row").path("numbers").asText();
    }

    private static void assertTotal(JsonNode row, List<List<Integer>> numbers) {
        List<Integer> all = numbers.stream().flatMap(List::stream).toList();
        assertThat(row.path("sum").asLong())
                .isEqualTo(all.stream().mapToLong(number -> number).sum());
        assertThat(row.path("count").asInt()).isEqualTo(all.size());
    }

    private static String text(List<Integer> numbers) {
        return numbers.stream().map(number -> number + " ").collect(Collectors.joining());
    }
}
