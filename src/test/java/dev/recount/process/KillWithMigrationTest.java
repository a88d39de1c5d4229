package dev.recount.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.database.TestDatabases;
import dev.recount.database.place.DatabasePlace;
import dev.recount.example.bank.Bank;
import dev.recount.example.shop.Shop;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.migration.Treasury;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A server with two journals that is killed again and again while it carries streams over and their clients go on. Each
 * event must be copied once and in order, though streams remember one command alone.
 */
@Tag("process")
@ResourceLock(providers = Processes.class)
class KillWithMigrationTest {

    private static final int PURSES = 8;
    private static final int KILLS = 2;
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(4);
    private static final String MIGRATION = "/admin/migrations/purse-to-chest";

    @TempDir
    Path folder;

    private final AtomicIntegerArray acknowledged = new AtomicIntegerArray(PURSES);

    @Test
    void copiesEachEventOnceAndLosesNothingAcknowledged() throws IOException {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("KillWithMigrationTest runs with -Dseed=" + seed);
        var random = new Random(seed);
        Path config = config(TestDatabases.several(2));
        try (ServerProcess server = ServerProcess.configured(config)) {
            load(server, 400);
        }
        for (int kill = 0; kill < KILLS; kill++) {
            try (ServerProcess server = ServerProcess.configured(config)) {
                assertThat(server.client().post(MIGRATION, "{}").status()).isEqualTo(200);
                load(server, 20 + random.nextInt(200));
            }
        }
        try (ServerProcess server = ServerProcess.configured(config)) {
            Pause.until(() ->
                    server.client().get(MIGRATION).body().path("state").asText().equals("DONE"));
            for (int purse = 0; purse < PURSES; purse++) {
                assertIsCarriedOver(server.client(), purse);
            }
        }
    }

    /** Torture of the bank and the shop has to find nothing meanwhile, either. */
    @Test
    @ResourceLock(Processes.CLUSTER)
    void anotherNodeGoesOnWhereOneIsKilledAndTortureFindsNothing() throws IOException {
        String settings = "domains = [\"" + Bank.class.getName() + "\", \"" + Shop.class.getName() + "\", \""
                + Treasury.class.getName() + "\"]";
        var put = new AtomicInteger();
        var ended = new AtomicBoolean();
        try (NodeProcesses nodes = NodeProcesses.start(folder, TestDatabases.postgres(), 3, settings);
                Program torture = torture(nodes)) {
            List<TestClient> clients = nodes.urls().stream()
                    .map(url -> new TestClient(URI.create(url)))
                    .toList();
            List<Thread> threads = IntStream.range(0, PURSES)
                    .mapToObj(purse -> Thread.ofVirtual().start(() -> putAnywhere(clients, purse, put, ended::get)))
                    .toList();
            torture.awaitLine(line -> line.contains(" s  ok "));
            Pause.until(() -> put.get() >= 200);
            Pause.until(() -> isBegun(clients.getFirst()));
            nodes.kill(2);
            awaitDone(clients.getFirst());
            nodes.start(2);
            ended.set(true);
            for (Thread each : threads) {
                join(each);
            }
            assertThat(torture.exitCode())
                    .as(String.join("\n", torture.output()))
                    .isZero();
            assertThat(torture.output()).contains("Clean: no violation.");
            awaitDone(clients.getFirst());
            for (int purse = 0; purse < PURSES; purse++) {
                assertIsCarriedOver(clients.get(1), purse);
            }
        }
    }

    /** Begins it, or is told to come again by a node that has too much to do. */
    private static boolean isBegun(TestClient client) {
        Answer answer = client.post(MIGRATION, "{}");
        assertThat(answer.status()).as(answer.body().toString()).isIn(200, 503);
        return answer.status() == 200;
    }

    private Program torture(NodeProcesses nodes) {
        return Program.start(
                "torture",
                "--nodes",
                String.join(",", nodes.urls()),
                "--evidence",
                folder.resolve("evidence").toString(),
                "--verify-config",
                nodes.config(0).toString(),
                "--seconds",
                "30",
                "--clients",
                "4",
                "--streams",
                "6");
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** The others take the work of a node that was killed for dead only after a while. */
    private static void awaitDone(TestClient client) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        JsonNode told = client.get(MIGRATION).body();
        while (!told.path("state").asText().equals("DONE")) {
            assertThat(System.nanoTime()).as(told.toString()).isLessThan(deadline);
            Pause.briefly();
            told = client.get(MIGRATION).body();
        }
    }

    /** Puts one in at a time, at whichever node answers. */
    private void putAnywhere(List<TestClient> nodes, int purse, AtomicInteger put, BooleanSupplier ended) {
        String stream = "/streams/purse/" + purse;
        for (int node = purse; !ended.getAsBoolean(); ) {
            try {
                Answer answer = nodes.get(node % nodes.size()).post(stream + "/Put", "{\"amount\":1,\"place\":\"\"}");
                if (answer.status() == 308) {
                    stream = "/streams/chest/" + purse;
                } else if (answer.status() == 200) {
                    acknowledged.incrementAndGet(purse);
                    put.incrementAndGet();
                } else {
                    Pause.briefly();
                }
            } catch (CompletionException killed) {
                node++;
            }
        }
    }

    private Path config(JournalSettings journal) throws IOException {
        var home = (DatabasePlace.Postgres) journal.place();
        return Files.writeString(
                folder.resolve("own.conf"),
                "recount.domains = [\"" + Treasury.class.getName() + "\"]\n"
                        + "recount.streams { remembered-commands = 1, answer-timeout = 60 s }\n"
                        + "recount.journal { postgres " + place(home) + "\n further = ["
                        + place(journal.further().getFirst()) + "] }\n");
    }

    private static String place(DatabasePlace.Postgres place) {
        return "{ url = \"" + place.url() + "\", user = \"" + place.user() + "\", password = \"" + place.password()
                + "\" }";
    }

    private void load(ServerProcess server, int killAfter) {
        var put = new AtomicInteger();
        List<Thread> clients = IntStream.range(0, PURSES)
                .mapToObj(purse -> Thread.ofVirtual().start(() -> put(server.client(), purse, put)))
                .toList();
        server.killOnce(() -> put.get() >= killAfter, clients);
    }

    /** Puts one in at a time, wherever it is shown the way to. */
    private void put(TestClient http, int purse, AtomicInteger put) {
        String stream = "/streams/purse/" + purse;
        try {
            while (true) {
                Answer answer = http.post(stream + "/Put", "{\"amount\":1,\"place\":\"\"}");
                if (answer.status() == 308) {
                    stream = "/streams/chest/" + purse;
                } else if (answer.status() == 200) {
                    acknowledged.incrementAndGet(purse);
                    put.incrementAndGet();
                }
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

    private void assertIsCarriedOver(TestClient http, int purse) {
        List<JsonNode> old = events(http, "purse/" + purse);
        List<JsonNode> carriedOver = events(http, "chest/" + purse);
        assertThat(old.getLast().path("type").asText()).isEqualTo("purse.recount.Moved");
        assertThat(carriedOver.stream()
                        .map(event -> event.path("migratedfrom").asText(""))
                        .filter(from -> !from.isEmpty()))
                .containsExactlyElementsOf(LongStream.range(1, old.size())
                        .mapToObj(version -> "purse/" + purse + "@" + version)
                        .toList());
        assertThat(carriedOver.size()).isGreaterThanOrEqualTo(acknowledged.get(purse));
        assertThat(http.get("/streams/chest/" + purse)
                        .body()
                        .path("state")
                        .path("total")
                        .asInt())
                .isEqualTo(carriedOver.size());
    }
}
