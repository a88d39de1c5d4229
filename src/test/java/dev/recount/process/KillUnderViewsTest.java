package dev.recount.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Kills a server at random moments while its views are changed and rebuilt; their rows must equal a fold of the whole
 * log.
 */
@Tag("process")
@ResourceLock(providers = Processes.class)
class KillUnderViewsTest {

    private static final int ROUNDS = 3;
    private static final int CLIENTS = 6;
    private static final List<String> KINDS = List.of("apples", "pears", "plums");

    @TempDir
    Path folder;

    @Test
    void rowsEqualAFoldOfTheLogAfterEveryKill() throws IOException {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("KillUnderViewsTest runs with -Dseed=" + seed);
        var random = new Random(seed);
        Path data = folder.resolve("data");
        Path config = Files.writeString(
                folder.resolve("tally.conf"),
                "include file(\"" + TestServer.PATIENT.toAbsolutePath() + "\")\n"
                        + "recount.domains = [\"dev.recount.view.Tally\"]\nrecount.projections.batch-events = 7\n");
        String last = "";
        for (int round = 0; round < ROUNDS; round++) {
            try (ServerProcess server = ServerProcess.start(data, "--config", config.toString())) {
                if (round > 0) {
                    assertRowsAreAFold(server.client(), Journal.read(data.resolveSibling("copy")), last);
                }
                last = load(server, random, round % 2 == 1);
            }
            copy(data);
        }
        try (ServerProcess server = ServerProcess.start(data, "--config", config.toString())) {
            assertRowsAreAFold(server.client(), Journal.read(data.resolveSibling("copy")), last);
        }
    }

    private static void copy(Path data) throws IOException {
        Path copy = Files.createDirectories(data.resolveSibling("copy"));
        Files.copy(
                data.resolve("journal.mv.db"),
                copy.resolve("journal.mv.db"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    /** Lets clients count things until the server is killed; returns the token of an event that was acknowledged. */
    private static String load(ServerProcess server, Random random, boolean rebuild) {
        var acknowledged = new AtomicInteger();
        int until = 100 + random.nextInt(600);
        List<Thread> clients = new ArrayList<>();
        List<String> tokens = java.util.Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < CLIENTS; i++) {
            var choice = new Random(random.nextLong());
            String tally = "t" + i;
            TestClient client = server.client();
            clients.add(Thread.ofVirtual().start(() -> count(client, tally, choice, acknowledged, tokens)));
        }
        boolean rebuilding = false;
        while (acknowledged.get() < until) {
            if (rebuild && !rebuilding && acknowledged.get() > until / 2) {
                rebuilding = true;
                server.client().post("/admin/views/totals/rebuild", "");
            }
            Pause.briefly();
        }
        server.program().kill();
        clients.forEach(KillUnderViewsTest::join);
        return tokens.getLast();
    }

    private static void count(
            TestClient client, String tally, Random choice, AtomicInteger acknowledged, List<String> tokens) {
        try {
            while (true) {
                String kind = KINDS.get(choice.nextInt(KINDS.size()));
                boolean forget = choice.nextInt(20) == 0;
                JsonNode answer = client.post(
                                "/streams/tally/" + tally + (forget ? "/Forget" : "/Count"),
                                forget
                                        ? "{\"kind\":\"" + kind + "\"}"
                                        : "{\"kind\":\"" + kind + "\",\"number\":" + choice.nextInt(100) + "}")
                        .body();
                acknowledged.incrementAndGet();
                tokens.add(answer.path("stream").asText() + "@"
                        + answer.path("version").asLong());
            }
        } catch (CompletionException killed) {
            // the server is gone, as it is meant to be
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private static void assertRowsAreAFold(TestClient client, Journal journal, String seen) {
        journal.assertSound();
        Map<String, String> expected = new TreeMap<>();
        Map<String, long[]> totals = new TreeMap<>();
        journal.events().stream()
                .filter(event -> event.stream().startsWith("tally/"))
                .sorted(java.util.Comparator.comparingLong(Journal.Event::ordering))
                .forEach(event -> {
                    String kind = event.document().path("data").path("kind").asText();
                    if (event.stored().manifest().contains("Forgotten")) {
                        totals.remove(kind);
                    } else {
                        long[] total = totals.computeIfAbsent(kind, _ -> new long[2]);
                        total[0] += event.document().path("data").path("number").asLong();
                        total[1]++;
                    }
                });
        totals.forEach((kind, total) -> expected.put(kind, total[0] + " in " + total[1]));
        JsonNode answer = client.send(client.request("/views/totals")
                        .header("Recount-After", seen)
                        .GET()
                        .build())
                .body();
        Map<String, String> rows = new TreeMap<>();
        answer.path("rows")
                .forEach(row -> rows.put(
                        row.path("kind").asText(),
                        row.path("sum").asLong() + " in " + row.path("events").asLong()));
        assertThat(rows).as(answer.toString()).isEqualTo(expected);
    }
}
