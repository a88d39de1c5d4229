package dev.recount.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A server that is killed under load, again and again, whose streams keep their latest state alone. */
@Tag("process")
@ResourceLock(providers = Processes.class)
class KillWithStatesAloneTest {

    private static final int LISTS = 30;
    private static final int CLIENTS = 16;
    private static final int ROUNDS = 3;
    private static final int BEFORE_A_KILL = 200;

    @TempDir
    Path data;

    private final Queue<Wish> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<Wish> unknown = new ConcurrentLinkedQueue<>();
    private final AtomicInteger wishes = new AtomicInteger();

    private record Wish(String list, String product) {

        Answer send(TestClient client) {
            return client.post(
                    "/streams/wishlist/" + list + "/Add",
                    "{\"product\":\"" + product + "\"}",
                    "Idempotency-Key",
                    product);
        }
    }

    @Test
    void losesNothingAcknowledgedAndDoublesNothing() {
        for (int round = 1; round <= ROUNDS; round++) {
            int until = round * BEFORE_A_KILL;
            try (ServerProcess server = ServerProcess.start(data)) {
                assertAcknowledged(server.client());
                List<Thread> clients = new ArrayList<>();
                for (int client = 0; client < CLIENTS; client++) {
                    TestClient own = server.client();
                    clients.add(Thread.ofVirtual().start(() -> wish(own)));
                }
                server.killOnce(() -> acknowledged.size() >= until, clients);
            }
        }
        assertThat(unknown)
                .as("some answers must have been cut off, or nothing was tested")
                .isNotEmpty();
        try (ServerProcess server = ServerProcess.start(data)) {
            assertAcknowledged(server.client());
            repeatWhatIsUnknown(server.client());
            assertAsInTheView(server.client());
        }
    }

    private void wish(TestClient client) {
        while (true) {
            int number = wishes.incrementAndGet();
            var wish = new Wish("l" + number % LISTS, "p" + number);
            try {
                Answer answer = wish.send(client);
                if (answer.status() == 200) {
                    acknowledged.add(wish);
                } else if (answer.status() != 422) { // a list that is full
                    unknown.add(wish);
                }
            } catch (CompletionException killed) {
                unknown.add(wish);
                return;
            }
        }
    }

    private static List<String> products(TestClient client, String list) {
        JsonNode products =
                client.get("/streams/wishlist/" + list).body().path("state").path("products");
        return StreamSupport.stream(products.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private void assertAcknowledged(TestClient client) {
        IntStream.range(0, LISTS).mapToObj(list -> "l" + list).forEach(list -> {
            List<String> products = products(client, list);
            assertThat(products).as(list).doesNotHaveDuplicates();
            assertThat(products)
                    .as(list)
                    .containsAll(acknowledged.stream()
                            .filter(wish -> wish.list.equals(list))
                            .map(Wish::product)
                            .toList());
            assertThat(client.get("/streams/wishlist/" + list)
                            .body()
                            .path("version")
                            .asInt())
                    .as("one event for each product of " + list)
                    .isEqualTo(products.size());
        });
    }

    private void repeatWhatIsUnknown(TestClient client) {
        unknown.forEach(wish -> assertThat(wish.send(client).status()).isIn(200, 422));
        acknowledged.stream()
                .skip(acknowledged.size() - 50L)
                .forEach(wish -> assertThat(
                                wish.send(client).body().path("repeat").asBoolean())
                        .isTrue());
        assertAcknowledged(client);
    }

    private static void assertAsInTheView(TestClient client) {
        IntStream.range(0, LISTS).mapToObj(list -> "l" + list).forEach(list -> {
            int products = products(client, list).size();
            Pause.until(() -> client.get("/views/wishes/" + list)
                            .body()
                            .path("row")
                            .path("number")
                            .asInt()
                    == products);
        });
    }
}
