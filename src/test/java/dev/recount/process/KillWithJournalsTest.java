package dev.recount.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.database.TestDatabases;
import dev.recount.handler.Bookkeeping;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A server with two journals that is killed again and again. Orders are in both, and the ledger in one: each order's
 * commands must be carried out once, though its streams remember one command alone.
 */
@Tag("process")
@ResourceLock(providers = Processes.class)
class KillWithJournalsTest {

    private static final int ORDERS = 12;
    private static final int ROUNDS = 3;
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(4);

    @TempDir
    Path folder;

    @Test
    void losesNothingAcknowledgedAndHasEachEventReactedToOnce() throws IOException {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("KillWithJournalsTest runs with -Dseed=" + seed);
        var random = new Random(seed);
        Path config = config(TestDatabases.several(2));
        int[] acknowledged = new int[ORDERS];
        for (int round = 0; round < ROUNDS; round++) {
            try (ServerProcess server = ServerProcess.configured(config)) {
                load(server, 30 + random.nextInt(250), acknowledged);
            }
        }
        try (ServerProcess server = ServerProcess.configured(config)) {
            assertAllIsDoneOnce(server.client(), acknowledged);
        }
    }

    private Path config(JournalSettings journal) throws IOException {
        return Files.writeString(
                folder.resolve("own.conf"),
                "recount.domains = [\"" + Bookkeeping.class.getName() + "\"]\n"
                        + "recount.streams { remembered-commands = 1, answer-timeout = 60 s }\n"
                        + JournalConfig.of(journal));
    }

    /** Each order is placed by one client, which keeps the highest version that was acknowledged. */
    private static void load(ServerProcess server, int killAfter, int[] acknowledged) {
        var placed = new AtomicInteger();
        List<Thread> clients = IntStream.range(0, ORDERS)
                .mapToObj(order -> {
                    TestClient http = server.client();
                    return Thread.ofVirtual().start(() -> place(http, order, placed, acknowledged));
                })
                .toList();
        server.killOnce(() -> placed.get() >= killAfter, clients);
    }

    private static void place(TestClient http, int order, AtomicInteger placed, int[] acknowledged) {
        try {
            while (true) {
                JsonNode answer = http.post("/streams/order/o" + order + "/Place", "{\"note\":\"n\"}")
                        .body();
                acknowledged[order] = answer.path("version").asInt(acknowledged[order]);
                placed.incrementAndGet();
            }
        } catch (CompletionException killed) {
            // the server is gone, as it is meant to be
        }
    }

    private static List<JsonNode> events(TestClient http, String stream) {
        List<JsonNode> events = new ArrayList<>();
        String path = "/streams/" + stream + "/events?limit=1000";
        while (!path.isEmpty()) {
            JsonNode page = http.get(path).body();
            page.path("events").forEach(events::add);
            path = page.path("next").asText("");
        }
        return events;
    }

    private static void assertAllIsDoneOnce(TestClient http, int[] acknowledged) {
        List<String> expected = new ArrayList<>();
        for (int order = 0; order < ORDERS; order++) {
            int version = events(http, "order/o" + order).size();
            assertThat(version).isGreaterThanOrEqualTo(acknowledged[order]);
            for (int placed = 1; placed <= version; placed++) {
                String event = "order/o" + order + "@" + placed;
                expected.add(event + " first");
                expected.add(event + " second");
                if (placed % 5 == 0) {
                    expected.add(event + " timer");
                }
            }
        }
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        List<String> booked = booked(http);
        while (booked.size() < expected.size() && System.nanoTime() < deadline) {
            Pause.briefly();
            booked = booked(http);
        }
        assertThat(booked).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static List<String> booked(TestClient http) {
        return events(http, "ledger/all").stream()
                .map(event -> event.path("data").path("entry").asText())
                .toList();
    }
}
