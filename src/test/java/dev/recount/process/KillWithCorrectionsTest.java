package dev.recount.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.correction.NaiveNotes;
import dev.recount.correction.Notes;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A server that is killed again and again while its streams go on and are corrected. What was acknowledged is there, and
 * states and rows are those of what is stored, read in the simplest way.
 */
@Tag("process")
@ResourceLock(providers = Processes.class)
class KillWithCorrectionsTest {

    private static final int STREAMS = 6;
    private static final int KILLS = 2;

    @TempDir
    Path folder;

    /** The reasons of the corrections that were acknowledged, by their places. */
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

    @Test
    void losesNoCorrectionAndMakesNoneTwice() throws IOException {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("KillWithCorrectionsTest runs with -Dseed=" + seed);
        var random = new Random(seed);
        Path config = Files.writeString(
                folder.resolve("own.conf"),
                Files.readString(TestServer.PATIENT) + "recount.domains = [\"" + Notes.class.getName() + "\"]\n"
                        + "recount.views.corrected-at-once = 0\n");
        for (int kill = 0; kill < KILLS; kill++) {
            try (ServerProcess server = start(config)) {
                load(server, 40 + random.nextInt(150), random.nextLong());
            }
        }
        assertThat(acknowledged).isNotEmpty();
        try (ServerProcess server = start(config)) {
            long sum = LongStream.range(0, STREAMS)
                    .map(stream -> assertStream(server.client(), (int) stream))
                    .sum();
            JsonNode total = row(server.client(), "totals/all", "notes/n0@1");
            assertThat(total.path("sum").asLong()).isEqualTo(sum);
            Answer past = Pause.untilThere(
                    () -> server.client().get("/views/pages?at=2020-01-01"),
                    answer -> !answer.body().has("uncorrectedSince"));
            assertThat(past.status()).as("%s", past.body()).isEqualTo(200);
        }
    }

    private ServerProcess start(Path config) {
        return ServerProcess.start(folder.resolve("data"), "--config", config.toString());
    }

    private void load(ServerProcess server, int killAfter, long seed) {
        var done = new AtomicInteger();
        List<Thread> clients = IntStream.range(0, STREAMS)
                .mapToObj(stream ->
                        Thread.ofVirtual().start(() -> work(server.client(), stream, new Random(seed + stream), done)))
                .toList();
        server.killOnce(() -> done.get() >= killAfter, clients);
    }

    private void work(TestClient client, int stream, Random random, AtomicInteger done) {
        String path = "/streams/notes/n" + stream;
        try {
            while (true) {
                Answer noted = client.post(path + "/Note", "{\"number\":%d}".formatted(random.nextInt(100)));
                assertThat(noted.status()).as("%s", noted.body()).isEqualTo(200);
                done.incrementAndGet();
                if (random.nextInt(3) == 0) {
                    correct(
                            client,
                            path,
                            1 + random.nextLong(noted.body().path("version").asLong()),
                            random);
                    done.incrementAndGet();
                }
            }
        } catch (CompletionException | UncheckedIOException killed) {
            // the server is gone, as it is meant to be
        }
    }

    private void correct(TestClient client, String path, long version, Random random) {
        String reason = "because of " + random.nextLong();
        Answer answer = client.post(
                path + "/corrections",
                "{\"version\":%d,\"read\":[{\"event\":\"Noted\",\"data\":{\"number\":%d}}],\"reason\":\"%s\"}"
                        .formatted(version, random.nextInt(100), reason));
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        acknowledged.put(path + "@" + answer.body().path("version"), reason);
    }

    /** Returns the sum of a stream's numbers. */
    private long assertStream(TestClient client, int stream) {
        String path = "/streams/notes/n" + stream;
        var naive = new NaiveNotes();
        String next = path + "/events?limit=1000&known=recorded";
        while (!next.isEmpty()) {
            JsonNode page = client.get(next).body();
            for (JsonNode event : page.path("events")) {
                naive.stored(event.path("type").asText(), event.path("data"));
                String place = path + "@" + naive.version();
                assertThat(acknowledged.getOrDefault(
                                place, event.path("data").path("reason").asText()))
                        .isEqualTo(event.path("data").path("reason").asText());
                acknowledged.remove(place);
            }
            next = page.path("next").asText("");
        }
        assertThat(acknowledged.keySet()).as("acknowledged, but lost").noneMatch(place -> place.startsWith(path + "@"));
        List<Integer> numbers = naive.numbers(naive.version(), naive.version());
        assertThat(client.get(path)
                        .body()
                        .path("state")
                        .path("numbers")
                        .valueStream()
                        .map(JsonNode::asInt)
                        .toList())
                .isEqualTo(numbers);
        String pages =
                String.join("", numbers.stream().map(number -> number + " ").toList());
        assertThat(row(client, "pages/n" + stream, "notes/n" + stream + "@" + naive.version())
                        .path("numbers")
                        .asText())
                .isEqualTo(pages);
        row(client, "totals/all", "notes/n" + stream + "@" + naive.version());
        return numbers.stream().mapToLong(number -> number).sum();
    }

    private static JsonNode row(TestClient client, String view, String token) {
        Answer answer = client.send(client.request("/views/" + view)
                .header("Recount-After", token)
                .GET()
                .build());
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer.body().path("row");
    }
}
