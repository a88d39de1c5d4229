package dev.recount.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestSubscription;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A subscriber of a server that is killed under load, again and again, on one data folder. */
@Tag("process")
@ResourceLock(providers = Processes.class)
class KillUnderSubscriptionTest {

    private static final int ROUNDS = 4;
    private static final int CLIENTS = 8;
    private static final int EVENTS_A_ROUND = 150;
    private static final String OWNER = "Anna";

    @TempDir
    Path data;

    private final AtomicInteger received = new AtomicInteger();
    private final Map<String, List<String>> byStream = new TreeMap<>();
    private String lastEventId = "";

    @Test
    void seesEveryEventOnceAndInTheOrderOfItsStream() throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            try (ServerProcess server = ServerProcess.start(data)) {
                List<CompletableFuture<Void>> clients = new ArrayList<>();
                for (int client = 0; client < CLIENTS; client++) {
                    String prefix = "k" + round + "-" + client + "-";
                    clients.add(CompletableFuture.runAsync(() -> write(server.client(), prefix)));
                }
                CompletableFuture<Void> subscriber = CompletableFuture.runAsync(() -> follow(server.client()));
                int enough = received.get() + EVENTS_A_ROUND;
                while (received.get() < enough) {
                    assertThat(subscriber).as("the subscriber goes on").isNotCompletedExceptionally();
                    Pause.briefly();
                }
                server.program().kill();
                clients.forEach(CompletableFuture::join);
                subscriber.join();
            }
        }
        Journal journal = Journal.read(data);
        journal.assertSound();
        readTheRest(journal.events().size());

        assertThat(byStream.keySet()).isEqualTo(journal.streams().keySet());
        journal.streams()
                .forEach((stream, events) -> assertThat(byStream.get(stream))
                        .as(stream)
                        .isEqualTo(events.stream()
                                .map(event -> essence(event.version(), event.dataWith(OWNER), event.commandId()))
                                .toList()));
    }

    private static String essence(long version, JsonNode data, String commandId) {
        return version + " " + data + " " + commandId;
    }

    /** Opens an account and pays into it, and so on, until the server is gone. */
    private static void write(TestClient client, String prefix) {
        try {
            for (int account = 0; ; account++) {
                String path = "/streams/account/" + prefix + account;
                client.post(path + "/Open", "{\"owner\":\"" + OWNER + "\",\"overdraftLimit\":0}");
                for (int amount = 1; amount <= 5; amount++) {
                    client.post(path + "/Deposit", "{\"amount\":" + amount + ",\"method\":\"CASH\"}");
                }
            }
        } catch (CompletionException killed) {
            // the next server has other clients
        }
    }

    /** Follows the log from where it was left, until the server is gone. */
    private void follow(TestClient client) {
        try (TestSubscription subscription = subscribe(client)) {
            while (true) {
                receive(subscription);
            }
        } catch (IOException killed) {
            // the next server goes on
        }
    }

    private TestSubscription subscribe(TestClient client) throws IOException {
        return lastEventId.isEmpty()
                ? TestSubscription.open(client, "/events")
                : TestSubscription.open(client, "/events", "Last-Event-ID", lastEventId);
    }

    private void receive(TestSubscription subscription) throws IOException {
        JsonNode event = subscription.nextFrame();
        lastEventId = subscription.lastEventId();
        if (!event.isMissingNode()) {
            byStream.computeIfAbsent(
                            event.path("source").asText().substring("/streams/".length()), _ -> new ArrayList<>())
                    .add(essence(
                            event.path("version").asLong(),
                            event.path("data"),
                            event.path("commandid").asText()));
            received.incrementAndGet();
        }
    }

    private void readTheRest(int events) throws IOException {
        try (ServerProcess server = ServerProcess.start(data);
                TestSubscription subscription = subscribe(server.client())) {
            while (received.get() < events) {
                receive(subscription);
            }
        }
    }
}
