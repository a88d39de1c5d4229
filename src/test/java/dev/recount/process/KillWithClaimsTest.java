package dev.recount.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.claim.Club;
import dev.recount.database.TestDatabases;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * A server that is killed again and again while its streams take a few values from each other. What streams hold is
 * what their states say, no two the same, and nothing else is held.
 */
@Tag("process")
@ResourceLock(providers = Processes.class)
class KillWithClaimsTest {

    private static final int MEMBERS = 12;
    private static final int VALUES = 8;
    private static final int KILLS = 3;

    @TempDir
    Path folder;

    private final Set<Integer> statuses = ConcurrentHashMap.newKeySet();

    @Test
    void holdsWhatStatesSayAndNothingTwice() throws IOException {
        kill("");
    }

    @Test
    void holdsWhatStatesSayAndNothingTwiceInSeveralJournals() throws IOException {
        kill(JournalConfig.of(TestDatabases.several(3)));
    }

    private void kill(String journals) throws IOException {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("KillWithClaimsTest runs with -Dseed=" + seed);
        var random = new Random(seed);
        Path config = Files.writeString(
                folder.resolve("own.conf"),
                Files.readString(TestServer.PATIENT) + "recount.data = \"" + folder.resolve("data") + "\"\n"
                        + "recount.domains = [\"" + Club.class.getName() + "\"]\n" + journals);
        for (int kill = 0; kill < KILLS; kill++) {
            try (ServerProcess server = start(config)) {
                load(server, 60 + random.nextInt(150), random.nextLong());
            }
        }
        assertThat(statuses).contains(200, 422);
        try (ServerProcess server = start(config)) {
            requireHeldOnce(server.client());
        }
    }

    private ServerProcess start(Path config) {
        return ServerProcess.configured(config);
    }

    private void load(ServerProcess server, int killAfter, long seed) {
        var done = new AtomicInteger();
        List<Thread> clients = IntStream.range(0, MEMBERS)
                .mapToObj(member ->
                        Thread.ofVirtual().start(() -> work(server.client(), member, new Random(seed + member), done)))
                .toList();
        server.killOnce(() -> done.get() >= killAfter, clients);
    }

    private void work(TestClient client, int member, Random random, AtomicInteger done) {
        String path = "/streams/member/m" + member;
        try {
            while (true) {
                Answer answer = random.nextInt(5) == 0
                        ? client.post(path + "/Leave", "{}")
                        : client.post(
                                path + "/Join",
                                "{\"email\":\"%d@example.com\",\"handle\":\"h%d\"}"
                                        .formatted(random.nextInt(VALUES), random.nextInt(VALUES)));
                assertThat(answer.status()).as("%s", answer.body()).isIn(200, 422);
                statuses.add(answer.status());
                done.incrementAndGet();
            }
        } catch (CompletionException | UncheckedIOException killed) {
            // the server is gone, as it is meant to be
        }
    }

    private static void requireHeldOnce(TestClient client) {
        Map<String, String> held = new HashMap<>();
        for (int member = 0; member < MEMBERS; member++) {
            String stream = "member/m" + member;
            JsonNode state = client.get("/streams/" + stream).body().path("state");
            for (String name : List.of("email", "handle")) {
                if (state.hasNonNull(name)) {
                    String path = "/claims/" + name + "/" + state.path(name).asText();
                    assertThat(held.put(path, stream)).as(path).isNull();
                }
            }
        }
        held.forEach((path, stream) -> assertThat(
                        client.get(path).body().path("stream").asText())
                .as(path)
                .isEqualTo(stream));
        Pause.until(() -> told(client) == held.size());
    }

    private static long told(TestClient client) {
        long told = 0;
        for (JsonNode name : client.get("/admin/claims").body().path("claims")) {
            told += name.path("held").asLong() + name.path("duplicates").asLong();
        }
        return told;
    }
}
