package dev.recount.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.database.PostgresProcess;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Three nodes on one PostgreSQL, over which many clients transfer money between accounts while nodes and the database
 * are killed. Each transfer is carried out once or not at all, and the sum of all accounts is the same wherever in the
 * log no transfer is told by half.
 */
@Tag("process")
@ResourceLock(providers = Processes.class)
@ResourceLock(Processes.CLUSTER)
class KillWithTransactionsTest {

    private static final int ACCOUNTS = Integer.getInteger("accounts", 20);
    private static final int CLIENTS = Integer.getInteger("clients", 16);
    private static final int BETWEEN_KILLS = Integer.getInteger("transfers", 100);
    private static final int BALANCE = 1_000;

    @TempDir
    Path folder;

    private final AtomicInteger carriedOut = new AtomicInteger();
    private final Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();
    private volatile boolean ending;

    @Test
    void keepsTheSumAndBlocksNothing() throws IOException, InterruptedException {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("KillWithTransactionsTest runs with -Dseed=" + seed);
        try (PostgresProcess postgres = PostgresProcess.start(folder);
                NodeProcesses nodes =
                        NodeProcesses.start(folder, postgres.place(), 3, "transactions.hold-time = 2 s")) {
            List<TestClient> clients = nodes.urls().stream()
                    .map(url -> new TestClient(URI.create(url)))
                    .toList();
            open(clients.getFirst());
            List<Thread> threads = IntStream.range(0, CLIENTS)
                    .mapToObj(client ->
                            Thread.ofVirtual().start(() -> transfer(client, clients, new Random(seed + client))))
                    .toList();
            awaitMore();
            nodes.kill(1);
            awaitMore();
            nodes.start(1);
            awaitMore();
            nodes.kill(2);
            nodes.start(2);
            awaitMore();
            postgres.kill();
            postgres.restart();
            nodes.keepUp(1);
            nodes.keepUp(2);
            awaitMore();
            ending = true;
            for (Thread thread : threads) {
                thread.join();
            }
            System.out.println("transfers carried out: " + carriedOut + ", answers: " + new TreeMap<>(statuses));
            requireKept(clients.getFirst());
            clients.forEach(TestClient::close);
        }
    }

    /** Waits until so many more transfers have been carried out, whatever is down. */
    private void awaitMore() {
        int enough = carriedOut.get() + BETWEEN_KILLS;
        Pause.until(() -> carriedOut.get() >= enough);
    }

    private static void open(TestClient client) {
        for (int i = 0; i < ACCOUNTS; i++) {
            assertThat(client.post("/streams/account/t" + i + "/Open", "{\"owner\":\"Ann\",\"overdraftLimit\":0}")
                            .status())
                    .isEqualTo(200);
            assertThat(client.post(
                                    "/streams/account/t" + i + "/Deposit",
                                    "{\"amount\":" + BALANCE + ",\"method\":\"CASH\"}")
                            .status())
                    .isEqualTo(200);
        }
    }

    private void transfer(int number, List<TestClient> nodes, Random random) {
        for (int sent = 0; !ending; sent++) {
            int from = random.nextInt(ACCOUNTS);
            int to = (from + 1 + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
            String body = """
                    {"commands": [
                      {"stream": "account/t%d", "command": "Withdraw", "data": {"amount": %d, "method": "TRANSFER"}},
                      {"stream": "account/t%d", "command": "Deposit", "data": {"amount": %2$d, "method": "TRANSFER"}}]}""".formatted(from, 1 + random.nextInt(400), to);
            if (settled(body, "t-" + number + "-" + sent, nodes, random) == 200) {
                carriedOut.incrementAndGet();
            }
        }
    }

    /** Sends it until its outcome is known, as careful clients do. */
    private int settled(String body, String key, List<TestClient> nodes, Random random) {
        while (true) {
            try {
                Answer answer =
                        nodes.get(random.nextInt(nodes.size())).post("/transactions", body, "Idempotency-Key", key);
                statuses.computeIfAbsent(answer.status(), _ -> new AtomicInteger())
                        .incrementAndGet();
                if (answer.status() == 200 || answer.status() == 422) {
                    return answer.status();
                }
                assertThat(answer.status()).as("%s", answer.body()).isIn(500, 503, 504);
            } catch (CompletionException | UncheckedIOException away) {
                statuses.computeIfAbsent(0, _ -> new AtomicInteger()).incrementAndGet();
            }
            Pause.briefly();
        }
    }

    private void requireKept(TestClient client) {
        var open = new HashSet<String>();
        var causes = new HashSet<String>();
        int sum = 0;
        int whole = 0;
        for (JsonNode event : log(client)) {
            int amount = event.path("data").path("amount").asInt();
            sum += event.path("type").asText().endsWith("Withdrawn") ? -amount : amount;
            String cause = event.path("causationid").asText();
            if (cause.startsWith("transaction-")) {
                if (!open.remove(cause)) {
                    assertThat(causes.add(cause)).as(cause).isTrue();
                    open.add(cause);
                }
                if (open.isEmpty()) {
                    whole++;
                    assertThat(sum).as("%s", event).isEqualTo(ACCOUNTS * BALANCE);
                }
            }
        }
        assertThat(open).isEmpty();
        assertThat(whole).isPositive();
        assertThat(causes).hasSize(carriedOut.get());
        int balances = IntStream.range(0, ACCOUNTS)
                .map(i -> client.get("/streams/account/t" + i)
                        .body()
                        .path("state")
                        .path("balance")
                        .asInt(Integer.MIN_VALUE))
                .sum();
        assertThat(balances).isEqualTo(ACCOUNTS * BALANCE);
    }

    private static List<JsonNode> log(TestClient client) {
        var all = new ArrayList<JsonNode>();
        String after = "";
        List<JsonNode> page = List.of();
        do {
            String query = after.isEmpty() ? "" : "&after=" + URLEncoder.encode(after, StandardCharsets.UTF_8);
            page = new ArrayList<>();
            client.get("/events?limit=1000" + query).body().path("events").forEach(page::add);
            all.addAll(page);
            after = page.isEmpty() ? after : page.getLast().path("position").asText();
        } while (!page.isEmpty());
        return Collections.unmodifiableList(all);
    }
}
