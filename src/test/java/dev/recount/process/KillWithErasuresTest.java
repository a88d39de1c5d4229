package dev.recount.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.privacy.People;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A server that is killed again and again while it forgets people. Whoever was asked to be forgotten is so everywhere or
 * nowhere once it has started, and everywhere if that was acknowledged.
 */
@Tag("process")
@ResourceLock(providers = Processes.class)
class KillWithErasuresTest {

    private static final int PEOPLE = 24;
    private static final int CLIENTS = 4;
    private static final int KILLS = 3;

    @TempDir
    Path folder;

    private final Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();

    @Test
    void endsEachErasureThatItHasBegun() throws IOException {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("KillWithErasuresTest runs with -Dseed=" + seed);
        var random = new Random(seed);
        Path config = Files.writeString(
                folder.resolve("own.conf"),
                Files.readString(TestServer.PATIENT) + "recount.domains = [\"" + People.class.getName() + "\"]\n");
        for (int kill = 0; kill < KILLS; kill++) {
            try (ServerProcess server = start(config)) {
                if (kill == 0) {
                    IntStream.range(0, PEOPLE).forEach(person -> register(server.client(), person));
                }
                IntStream.range(0, PEOPLE).forEach(person -> assertWhole(server.client(), person));
                forget(server, 1 + random.nextInt(PEOPLE / KILLS - 1), random.nextInt(20));
            }
        }
        try (ServerProcess server = start(config)) {
            IntStream.range(0, PEOPLE).forEach(person -> assertWhole(server.client(), person));
            for (int person = 0; person < PEOPLE; person++) {
                assertThat(erase(server.client(), person).status()).isEqualTo(200);
                assertWhole(server.client(), person);
            }
            assertThat(server.client()
                            .get("/events?type=recount-subject&limit=1000")
                            .body()
                            .path("events")
                            .findValuesAsText("subject"))
                    .hasSize(PEOPLE)
                    .doesNotHaveDuplicates();
            assertThat(server.client().get("/events?limit=1000").response().body())
                    .doesNotContain("Secret");
        }
    }

    private ServerProcess start(Path config) {
        return ServerProcess.start(folder.resolve("data"), "--config", config.toString());
    }

    private static void register(TestClient client, int person) {
        String path = "/streams/person/" + person;
        for (String command : List.of("/Name:{\"name\":\"Secret Name\"}", "/Nickname:{\"nickname\":\"Secret One\"}")) {
            int colon = command.indexOf(':');
            Answer answer = client.post(path + command.substring(0, colon), command.substring(colon + 1));
            assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        }
    }

    private static Answer erase(TestClient client, int person) {
        return client.post("/subjects/person/" + person + "/erase", "{\"ground\":\"asked to\"}");
    }

    private void forget(ServerProcess server, int killAfter, int further) {
        var next = new AtomicInteger(acknowledged.size());
        var done = new AtomicInteger();
        List<Thread> clients = IntStream.range(0, CLIENTS)
                .mapToObj(_ -> Thread.ofVirtual().start(() -> work(server.client(), next, done)))
                .toList();
        long[] looks = {0};
        server.killOnce(() -> done.get() >= killAfter && looks[0]++ >= further, clients);
    }

    private void work(TestClient client, AtomicInteger next, AtomicInteger done) {
        try {
            while (true) {
                int person = next.getAndIncrement() % PEOPLE; // who was forgotten already is once more
                Answer answer = erase(client, person);
                assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
                acknowledged.add(person);
                done.incrementAndGet();
            }
        } catch (CompletionException | UncheckedIOException killed) {
            // the server is gone, as it is meant to be
        }
    }

    /** Somebody whose erasure has begun may be a moment away from its end, which comes by itself. */
    private void assertWhole(TestClient client, int person) {
        if (acknowledged.contains(person)) {
            assertForgotten(client, person);
            return;
        }
        Pause.until(() -> {
            boolean isErased = client.get("/subjects/person/" + person).body().has("erased");
            return isErased == isForgotten(client, person);
        });
        if (isForgotten(client, person)) {
            assertForgotten(client, person);
        }
    }

    private static boolean isForgotten(TestClient client, int person) {
        return state(client, "/streams/person/" + person).path("name").isNull();
    }

    private static void assertForgotten(TestClient client, int person) {
        assertThat(state(client, "/streams/person/" + person).toString())
                .isEqualTo("{\"erased\":[\"name\",\"nicknames/0\"],\"name\":null,\"nicknames\":[null]}");
        for (String path : List.of(
                "/streams/person/" + person + "/events",
                "/streams/letter/to-" + person + "/events",
                "/views/entries/" + person)) {
            Answer answer = client.get(path);
            assertThat(answer.response().body()).as(path).doesNotContain("Secret");
        }
        JsonNode subject = client.get("/subjects/person/" + person).body();
        assertThat(subject.path("views")).isEmpty();
        assertThat(subject.path("erased").path("ground").asText()).isEqualTo("asked to");
    }

    private static JsonNode state(TestClient client, String stream) {
        return client.get(stream).body().path("state");
    }
}
