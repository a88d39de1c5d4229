package dev.recount.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.process.trip.Travel;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A server that dies at each step of two processes: before the step's command is decided on, and before its answer is
 * noted. Its streams remember one command alone.
 */
@Tag("process")
@ResourceLock(providers = Processes.class)
class KillWithProcessesTest {

    private static final List<String> SERVICES = List.of("flight", "hotel", "car", "card");

    @TempDir
    Path folder;

    @Test
    void takesEachStepOnceWhereverItIsKilled() throws IOException {
        Path marks = Files.createDirectory(folder.resolve("marks"));
        Path config = Files.writeString(folder.resolve("own.conf"), """
                recount.domains = ["%s"]
                recount.domain.travel { die-in = "%s" }
                recount.streams { remembered-commands = 1, answer-timeout = 60 s }
                """.formatted(Travel.class.getName(), marks));
        untilEnded(config, "good");
        onServer(config, client -> post(client, "/streams/card/any/SellOut", "{}"));
        untilEnded(config, "bad");

        assertThat(Stream.concat(
                        points("good", List.of("flight", "hotel", "car", "card"), List.of()).stream(),
                        points("bad", List.of("flight", "hotel", "car"), List.of("flight", "hotel", "car")).stream()))
                .allSatisfy(point -> assertThat(marks.resolve(point)).exists());
        Journal journal = Journal.read(data());
        journal.assertSound();
        assertThat(counts(journal, "Booked"))
                .isEqualTo(Map.of(
                        "flight good",
                        1,
                        "hotel good",
                        1,
                        "car good",
                        1,
                        "card good",
                        1,
                        "flight bad",
                        1,
                        "hotel bad",
                        1,
                        "car bad",
                        1));
        assertThat(counts(journal, "Cancelled")).isEqualTo(Map.of("flight bad", 1, "hotel bad", 1, "car bad", 1));
        assertThat(types(journal, "trip/good")).containsExactly("trip.Requested/1", "trip.Confirmed/1");
        assertThat(types(journal, "trip/bad")).containsExactly("trip.Requested/1", "trip.Declined/1");
        assertThat(types(journal, "booking/good")).contains("booking.ProcessEnded/1");
    }

    private static List<String> points(String trip, List<String> booked, List<String> undone) {
        return Stream.of(
                        booked.stream().map(service -> "before-" + service),
                        booked.stream().map(service -> "Accepted-" + service),
                        undone.stream().map(service -> "before-undoing-" + service),
                        Stream.of("Happened-Requested"))
                .flatMap(each -> each)
                .map(point -> point + "-" + trip)
                .toList();
    }

    private Path data() {
        return folder.resolve("data");
    }

    private interface Work {
        void on(TestClient client);
    }

    /** A server may die while it starts, as it goes on with what it has left; each time at another point. */
    private void onServer(Path config, Work work) {
        int diedBefore = deaths();
        ServerProcess server;
        try {
            server = ServerProcess.start(data(), "--config", config.toString());
        } catch (AssertionError notStarted) {
            assertThat(deaths()).as("%s", notStarted.getMessage()).isGreaterThan(diedBefore);
            return;
        }
        try (server) {
            work.on(server.client());
        }
    }

    private int deaths() {
        return Objects.requireNonNull(folder.resolve("marks").toFile().list()).length;
    }

    /** Starts the server again and again, as it dies, until a process has ended. */
    private void untilEnded(Path config, String trip) {
        onServer(config, client -> {
            try {
                post(client, "/streams/trip/" + trip + "/Request", "{\"traveller\":\"anna\"}");
            } catch (CompletionException killed) {
                // as expected: the request is there, as it is what the server dies of
            }
        });
        var ended = new boolean[1];
        while (!ended[0]) {
            onServer(config, client -> ended[0] = endsBeforeItDies(client, trip));
        }
    }

    private static boolean endsBeforeItDies(TestClient client, String trip) {
        try {
            return Pause.untilThere(
                                    () -> client.get("/streams/booking/" + trip),
                                    answer -> phase(answer).equals("ENDED"))
                            .status()
                    == 200;
        } catch (UncheckedIOException killed) {
            return false;
        }
    }

    private static String phase(Answer answer) {
        return answer.body().path("state").path("phase").asText();
    }

    private static void post(TestClient client, String path, String body) {
        assertThat(client.post(path, body).status()).isEqualTo(200);
    }

    private static Map<String, Integer> counts(Journal journal, String event) {
        var counts = new TreeMap<String, Integer>();
        for (String service : SERVICES) {
            for (Journal.Event each : journal.streams().get(service + "/any")) {
                if (each.stored().manifest().equals(service + "." + event + "/1")) {
                    counts.merge(
                            service + " "
                                    + each.document().path("data").path("trip").asText(),
                            1,
                            Integer::sum);
                }
            }
        }
        return counts;
    }

    private static List<String> types(Journal journal, String stream) {
        return journal.streams().get(stream).stream()
                .map(event -> event.stored().manifest())
                .toList();
    }
}
