package dev.recount.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.example.shop.Shop;
import dev.recount.process.Processes;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestSubscription;
import dev.recount.stream.Probe;
import dev.recount.world.WaitingRules;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Three nodes that make one server. */
@Tag("slow")
@ResourceLock(Processes.CLUSTER)
class ClusterTest {

    private static final String REGISTER = "{\"name\":\"N\",\"email\":\"n@example.org\",\"address\":{\"street\":\"S\","
            + "\"city\":\"C\",\"postalCode\":\"1\",\"country\":\"AT\"}}";

    private static TestCluster cluster;
    private static ClusterWorlds worlds;

    @BeforeAll
    static void start() {
        cluster = TestCluster.start(3, new Shop(), Probe.domain(), new WaitingRules(0));
        worlds = new ClusterWorlds(cluster);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    private static Answer accepted(Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer;
    }

    private static void offer(String product, int quantity) {
        accepted(cluster.client(0)
                .post(
                        "/streams/stock/" + product + "/Offer",
                        "{\"name\":\"Mug\",\"description\":\"\",\"category\":\"cups\",\"price\":12.00}"));
        accepted(cluster.client(1).post("/streams/stock/" + product + "/Receive", "{\"quantity\":" + quantity + "}"));
    }

    private static String purchase(String customer, String product) {
        return "{\"purchase\":{\"customer\":\"" + customer + "\",\"lines\":[{\"product\":\"" + product
                + "\",\"quantity\":1,\"price\":12.00}]}}";
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(200).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in vain: " + what).isLessThan(deadline);
            Pause.briefly();
        }
    }

    @Test
    void neverSellsMoreThanThereIsWhicheverNodesAreAsked() {
        offer("mug", 20);
        List<CompletableFuture<Answer>> placing = new ArrayList<>();
        for (int buyer = 0; buyer < 60; buyer++) {
            placing.add(cluster.client(buyer)
                    .postLater("/streams/order/o" + buyer + "/Place", purchase("c" + buyer, "mug")));
        }
        placing.forEach(answer -> accepted(answer.join()));

        Map<String, Integer> ends = new HashMap<>();
        for (int buyer = 0; buyer < 60; buyer++) {
            String order = "/streams/order/o" + buyer;
            int node = buyer + 1;
            await(order, () -> !status(node, order).equals("Placed"));
            ends.merge(status(node, order), 1, Integer::sum);
        }
        assertThat(ends).isEqualTo(Map.of("Confirmed", 20, "Cancelled", 40));
    }

    /** As large as commands may be, so that the answer, with event and state, is twice as large. */
    @Test
    void takesTheLargestCommandsOnEveryNode() {
        for (int node = 0; node < 3; node++) {
            String note = "{\"text\":\"" + noise(node, 250 * 1_024) + "\"}";
            for (int stream = 0; stream < 4; stream++) {
                String path = "/streams/probe/large" + node + "-" + stream;
                accepted(cluster.client(node).post(path + "/Note", note));
                accepted(cluster.client(node).get(path));
            }
        }
    }

    /** Returns a text that hardly gets smaller when it is compressed. */
    private static String noise(long seed, int length) {
        var random = new Random(seed);
        return random.ints(length, ' ' + 3, '\\')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String status(int node, String order) {
        return cluster.client(node)
                .get(order)
                .body()
                .path("state")
                .path("status")
                .asText();
    }

    @Test
    void showsOnEveryNodeWhatWasWrittenOnAnother() {
        for (int number = 0; number < 30; number++) {
            String customer = "reader" + number;
            Answer registered =
                    accepted(cluster.client(number).post("/streams/customer/" + customer + "/Register", REGISTER));
            TestClient reader = cluster.client(number + 1);
            Answer row = reader.send(reader.request("/views/customers/" + customer)
                    .header(
                            "Recount-After",
                            registered.body().path("stream").asText() + "@"
                                    + registered.body().path("version").asLong())
                    .GET()
                    .build());
            assertThat(row.status()).as(row.body().toString()).isEqualTo(200);
        }
    }

    @Test
    void obeysOperatorsOnAnyNode() {
        for (String path : List.of("/admin/views/products", "/admin/handlers/fulfilment-steps")) {
            for (int node = 0; node < cluster.size(); node++) {
                accepted(cluster.client(node).post(path + "/pause", ""));
                for (int other = 0; other < cluster.size(); other++) {
                    assertThat(cluster.client(other)
                                    .get(path)
                                    .body()
                                    .path("state")
                                    .asText())
                            .isEqualTo("PAUSED");
                }
                accepted(cluster.client(node + 1).post(path + "/resume", ""));
                assertThat(cluster.client(node).get(path).body().path("state").asText())
                        .isEqualTo("RUNNING");
            }
        }
    }

    @Test
    void rebuildsAViewThatAnyNodeIsToldOf() {
        offer("spoon", 3);
        for (int node = 0; node < cluster.size(); node++) {
            String path = "/admin/views/products";
            int before = live(node, path);
            accepted(cluster.client(node).post(path + "/rebuild", ""));
            int asked = node;
            await("rebuilt by node " + asked, () -> live(asked, path) > before && !building(asked, path));
            assertThat(cluster.client(node).get("/views/products/spoon").status())
                    .isEqualTo(200);
        }
    }

    /** The clients of this test go to another node where one does not answer, and come again where they are told to. */
    @Test
    void losesNoRequestWhileItsNodesAreReplacedOneAfterAnother() throws Exception {
        var stop = new AtomicBoolean();
        List<CompletableFuture<Integer>> writers = new ArrayList<>();
        for (int writer = 0; writer < 4; writer++) {
            String customer = "rolling" + writer;
            int first = writer;
            writers.add(CompletableFuture.supplyAsync(
                    () -> {
                        persistently(first, "/streams/customer/" + customer + "/Register", customer + "-0", REGISTER);
                        int done = 1;
                        while (!stop.get()) {
                            persistently(
                                    first + done,
                                    "/streams/customer/" + customer + "/ChangeEmail",
                                    customer + "-" + done,
                                    "{\"email\":\"e" + done + "@example.org\"}");
                            done++;
                        }
                        return done;
                    },
                    task -> Thread.ofVirtual().start(task)));
        }
        for (int node = 0; node < cluster.size(); node++) {
            cluster.restart(node);
        }
        stop.set(true);
        for (int writer = 0; writer < writers.size(); writer++) {
            int acknowledged = writers.get(writer).join();
            assertThat(cluster.client(writer)
                            .get("/streams/customer/rolling" + writer)
                            .body()
                            .path("version")
                            .asInt())
                    .isEqualTo(acknowledged);
        }
    }

    private static void persistently(int node, String path, String key, String body) {
        long deadline = System.nanoTime() + Duration.ofMinutes(4).toNanos();
        for (int tried = 0; ; tried++) {
            assertThat(System.nanoTime()).as(path + " in vain").isLessThan(deadline);
            try {
                Answer answer = cluster.client(node + tried).post(path, body, "Idempotency-Key", key);
                if (answer.status() == 200) {
                    return;
                }
                assertThat(answer.status()).as(answer.body().toString()).isEqualTo(503);
            } catch (CompletionException refused) {
                assertThat(refused.getCause()).isInstanceOf(IOException.class);
            }
            Pause.briefly();
        }
    }

    private static int live(int node, String view) {
        return cluster.client(node)
                .get(view)
                .body()
                .path("live")
                .path("generation")
                .asInt();
    }

    private static boolean building(int node, String view) {
        return cluster.client(node).get(view).body().has("building");
    }

    @Test
    void spreadsItsViewsAndHandlersOverItsNodes() {
        JsonNode told = cluster.client(0).get("/admin/cluster").body();
        assertThat(told.path("nodes").findValuesAsText("status")).isEqualTo(List.of("UP", "UP", "UP"));
        Set<String> nodes = new HashSet<>(told.path("nodes").findValuesAsText("node"));
        await("all are at work", () -> {
            JsonNode singletons = cluster.client(1).get("/admin/cluster").body().path("singletons");
            Set<String> busy = new HashSet<>();
            singletons.forEach(node -> busy.add(node.asText()));
            return singletons.has("view-products") && singletons.has("handler-fulfilment-steps") && busy.equals(nodes);
        });
    }

    @Test
    void followsTheLogOnEveryNode() throws Exception {
        try (TestSubscription first = TestSubscription.open(cluster.client(0), "/events?after=now");
                TestSubscription second = TestSubscription.open(cluster.client(1), "/events?after=now");
                TestSubscription third = TestSubscription.open(cluster.client(2), "/events?after=now")) {
            List<TestSubscription> all = List.of(first, second, third);
            for (TestSubscription each : all) {
                each.nextFrame();
            }
            for (int number = 0; number < 5; number++) {
                offer("sub" + number, 1);
            }
            for (TestSubscription each : all) {
                Set<String> seen = new HashSet<>();
                while (seen.size() < 5) {
                    JsonNode frame = each.nextFrame();
                    String stream = frame.path("source").asText();
                    if (stream.contains("sub")) {
                        seen.add(stream);
                    }
                }
            }
        }
    }

    @Test
    void tellsOfAWorldOnEveryNodeAndDropsItOnAny() {
        offer("lamp", 5);
        accepted(cluster.client(2).post("/streams/stock/lamp/SetReorderPoint", "{\"quantity\":4}"));
        String question = "{\"rules\":\"reorder-early\",\"mode\":\"counterfactual\",\"streams\":\"stock/lamp\","
                + "\"views\":[\"inventory\"]}";
        for (int node = 0; node < cluster.size(); node++) {
            long world = worlds.ask(node, question);
            worlds.await(node + 1, world, "DONE");

            assertThat(worlds.toldByAll(world, "").path("differences").asInt()).isEqualTo(1);
            JsonNode difference =
                    worlds.toldByAll(world, "/differences").path("differences").path(0);
            assertThat(difference.path("stream").asText()).isEqualTo("stock/lamp");
            JsonNode stream = worlds.toldByAll(world, "/streams/stock/lamp");
            assertThat(stream.path("state").path("reorderPoint").asInt()).isEqualTo(6);
            assertThat(stream.path("recorded")
                            .path("state")
                            .path("reorderPoint")
                            .asInt())
                    .isEqualTo(4);
            JsonNode row = worlds.toldByAll(world, "/views/inventory/rows/lamp").path("row");
            assertThat(worlds.toldByAll(world, "/views/inventory/difference").path("rows"))
                    .singleElement()
                    .satisfies(other -> assertThat(other.path("other")).isEqualTo(row));
            worlds.drop(node + 2, world);
            worlds.awaitGone(world);
        }
    }

    @Test
    void endsAWorldThatIsBeingComputedWhenAnotherNodeIsToldToDropIt() {
        accepted(cluster.client(0).post("/streams/purse/waited-for/Put", "{\"amount\":1}"));
        long world = worlds.ask(0, "{\"rules\":\"waiting\",\"streams\":\"purse/waited-for\"}");
        try {
            worlds.await(1, world, "RUNNING");
            worlds.drop(2, world);
        } finally {
            WaitingRules.release();
        }
        worlds.awaitGone(world);
    }

    @Test
    void losesTheWorldsOfANodeThatIsNoMoreAndNoOthers() {
        long stays = worlds.ask(0, "{\"streams\":\"stock/none\"}");
        long goes = worlds.ask(1, "{\"streams\":\"stock/none\"}");
        worlds.await(1, stays, "DONE");
        worlds.await(0, goes, "DONE");

        cluster.restart(1);

        worlds.assertUnknown(goes);
        worlds.awaitGone(goes);
        worlds.awaitGone(worlds.leaveBehind("killed:2551"));
        worlds.awaitGone(worlds.leaveSchemaBehind("killed:2551"));
        assertThat(worlds.toldByAll(stays, "").path("state").asText()).isEqualTo("DONE");
        worlds.drop(1, stays);
    }
}
