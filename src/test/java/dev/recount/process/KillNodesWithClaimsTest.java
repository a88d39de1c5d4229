package dev.recount.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.claim.Club;
import dev.recount.database.PostgresProcess;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Three nodes on one PostgreSQL, of which one is killed, or PostgreSQL itself, while many streams want the same value:
 * one gets it, and who holds what is what the log says.
 */
@Tag("process")
@ResourceLock(providers = Processes.class)
@ResourceLock(Processes.CLUSTER)
class KillNodesWithClaimsTest {

    private static final int NODES = 3;
    private static final int RACERS = 200;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void letOneOfAllWinAndOthersOnceItIsGivenBack(int journals) throws IOException {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("KillNodesWithClaimsTest runs with -Dseed=" + seed);
        var random = new Random(seed);
        try (PostgresProcess postgres = PostgresProcess.start(folder);
                NodeProcesses nodes = NodeProcesses.start(
                        folder,
                        postgres.place(),
                        NODES,
                        "domains = [\"" + Club.class.getName() + "\"]\n" + further(postgres, journals - 1))) {
            List<TestClient> clients = nodes.urls().stream()
                    .map(url -> new TestClient(URI.create(url).getPort()))
                    .toList();
            race(clients, 0, random.nextInt(RACERS / 2), () -> {
                nodes.kill(1);
                nodes.start(1);
            });
            race(clients, 1, random.nextInt(RACERS / 2), () -> {
                postgres.kill();
                postgres.restart();
            });
            IntStream.range(0, NODES).forEach(nodes::keepUp);
            requireHeldAsTheLogSays(clients.getFirst(), journals == 1);
        }
    }

    private static String further(PostgresProcess postgres, int journals) {
        return "journal."
                + JournalConfig.further(IntStream.range(0, journals)
                        .mapToObj(number -> postgres.create("further" + number))
                        .toList());
    }

    private static void race(List<TestClient> clients, int round, int killAfter, Runnable kill) {
        var answered = new AtomicInteger();
        var winners = new AtomicInteger();
        List<Thread> racers = IntStream.range(0, RACERS)
                .mapToObj(racer -> Thread.ofVirtual().start(() -> {
                    Answer answer = join(clients, round, racer);
                    assertThat(answer.status()).as("%s", answer.body()).isIn(200, 422);
                    winners.addAndGet(answer.status() == 200 ? 1 : 0);
                    answered.incrementAndGet();
                }))
                .toList();
        Pause.until(() -> answered.get() >= killAfter);
        kill.run();
        Pause.until(() -> racers.stream().noneMatch(Thread::isAlive));
        assertThat(answered).hasValue(RACERS);
        assertThat(winners).hasValue(1);
        String holder = settled(() -> clients.getFirst().get("/claims/handle/one" + round))
                .body()
                .path("stream")
                .asText();
        String leave = "/streams/" + holder + "/Leave";
        assertThat(settled(() -> clients.getFirst().post(leave, "{}", "Idempotency-Key", "leave-" + round))
                        .status())
                .isEqualTo(200);
        int other = holder.equals("member/r" + round + "-0") ? 1 : 0;
        assertThat(join(clients, round, other).status()).isEqualTo(200);
    }

    /** Joins, at the next node as long as it is not known what came of it. */
    private static Answer join(List<TestClient> clients, int round, int racer) {
        var node = new AtomicInteger(racer);
        String id = "r" + round + "-" + racer;
        String data = "{\"email\": \"%s@example.com\", \"handle\": \"one%d\"}".formatted(id, round);
        return settled(() -> clients.get(node.getAndIncrement() % NODES)
                .post("/streams/member/" + id + "/Join", data, "Idempotency-Key", id));
    }

    /** A request that goes out again until a server answers that is well. */
    private static Answer settled(Supplier<Answer> request) {
        return Pause.untilThere(() -> tried(request), answers -> !answers.isEmpty())
                .getFirst();
    }

    private static List<Answer> tried(Supplier<Answer> request) {
        try {
            Answer answer = request.get();
            return answer.status() < 500 ? List.of(answer) : List.of();
        } catch (CompletionException | UncheckedIOException away) {
            return List.of();
        }
    }

    /** The logs of several journals have no order between their streams. */
    private static void requireHeldAsTheLogSays(TestClient client, boolean isOneLog) {
        Map<String, String> handles = new HashMap<>();
        Map<String, Integer> versions = new HashMap<>();
        for (JsonNode event : client.get("/events?limit=1000").body().path("events")) {
            String stream = event.path("source").asText().substring("/streams/".length());
            handles.remove(stream);
            if (event.path("data").has("handle")) {
                String handle = event.path("data").path("handle").asText();
                assertThat(isOneLog && handles.containsValue(handle)).as(handle).isFalse();
                handles.put(stream, handle);
            }
            assertThat(event.path("version").asInt()).isEqualTo(versions.merge(stream, 1, Integer::sum));
        }
        Map<String, String> holders = new HashMap<>();
        handles.forEach((stream, handle) ->
                assertThat(holders.put(handle, stream)).as(handle).isNull());
        assertThat(holders).containsOnlyKeys("one0", "one1");
        holders.forEach((handle, stream) -> assertThat(client.get("/claims/handle/" + handle)
                        .body()
                        .path("stream")
                        .asText())
                .isEqualTo(stream));
        Pause.until(() -> told(client, "held") == 2 * holders.size()); // each has an address, too
        assertThat(told(client, "duplicates")).isZero();
    }

    private static int told(TestClient client, String number) {
        int told = 0;
        for (JsonNode name : client.get("/admin/claims").body().path("claims")) {
            told += name.path(number).asInt();
        }
        return told;
    }
}
