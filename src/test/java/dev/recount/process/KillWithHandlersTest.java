package dev.recount.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.handler.Bookkeeping;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A server that is killed again and again while a handler sends commands. Its streams remember one command alone, so
 * that nothing but the handler's own care keeps a command from being carried out twice.
 */
@Tag("process")
@ResourceLock(providers = Processes.class)
class KillWithHandlersTest {

    private static final int ORDERS = 12;
    private static final int CLIENTS = 12;
    private static final int ROUNDS = 3;

    @TempDir
    Path folder;

    @Test
    void hasEachEventsCommandsCarriedOutOnce() throws IOException {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("KillWithHandlersTest runs with -Dseed=" + seed);
        var random = new Random(seed);
        Path config = Files.writeString(
                folder.resolve("own.conf"),
                "recount.domains = [\"" + Bookkeeping.class.getName() + "\"]\n"
                        + "recount.streams { remembered-commands = 1, answer-timeout = 60 s }\n");
        for (int round = 0; round < ROUNDS; round++) {
            try (ServerProcess server = start(config)) {
                load(server, random);
            }
        }
        try (ServerProcess server = start(config)) {
            awaitDone(server.client());
        }
        Journal journal = Journal.read(data());
        journal.assertSound();
        assertThat(bookings(journal)).containsExactlyInAnyOrderElementsOf(expected(journal));
    }

    private Path data() {
        return folder.resolve("data");
    }

    private ServerProcess start(Path config) {
        return ServerProcess.start(data(), "--config", config.toString());
    }

    /** Places orders from many clients, and kills the server once a random number of them is acknowledged. */
    private static void load(ServerProcess server, Random random) {
        var acknowledged = new AtomicInteger();
        List<Thread> clients = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            String path = "/streams/order/o" + client % ORDERS + "/Place";
            TestClient http = server.client();
            clients.add(Thread.ofVirtual().start(() -> place(http, path, acknowledged)));
        }
        int killAfter = 30 + random.nextInt(250);
        server.killOnce(() -> acknowledged.get() >= killAfter, clients);
    }

    private static void place(TestClient client, String path, AtomicInteger acknowledged) {
        try {
            while (true) {
                assertThat(client.post(path, "{\"note\":\"\"}").status()).isEqualTo(200);
                acknowledged.incrementAndGet();
            }
        } catch (CompletionException killed) {
            // as expected: what was not answered may be there or not
        }
    }

    private static void awaitDone(TestClient client) {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        int bookings = -1;
        while (true) {
            JsonNode status = client.get("/admin/handlers/book").body();
            int now = client.get("/streams/ledger/all").body().path("version").asInt();
            boolean idle = status.path("lag").path("events").asInt(-1) == 0
                    && status.path("pending").asInt(-1) == 0;
            if (idle && now == bookings && timersAreDone(client, now)) {
                return;
            }
            bookings = now;
            assertThat(System.nanoTime()).as("%s", status).isLessThan(deadline);
        }
    }

    /** A timer is set for every fifth event of an order, and books one more entry. */
    private static boolean timersAreDone(TestClient client, int bookings) {
        int expected = 0;
        for (int order = 0; order < ORDERS; order++) {
            int placed = client.get("/streams/order/o" + order)
                    .body()
                    .path("version")
                    .asInt();
            expected += 2 * placed + placed / 5;
        }
        return bookings >= expected;
    }

    private static List<String> bookings(Journal journal) {
        return journal.streams().get("ledger/all").stream()
                .map(event -> event.document().path("data").path("entry").asText())
                .toList();
    }

    private static List<String> expected(Journal journal) {
        List<String> expected = new ArrayList<>();
        journal.events().stream()
                .filter(event -> event.stream().startsWith("order/"))
                .forEach(event -> {
                    String id = event.stream() + "@" + event.version();
                    expected.add(id + " first");
                    expected.add(id + " second");
                    if (event.version() % 5 == 0) {
                        expected.add(id + " timer");
                    }
                });
        return expected;
    }
}
