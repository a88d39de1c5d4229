package dev.recount.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A server that is killed under load, again and again, on one data folder. */
@Tag("process")
@ResourceLock(providers = Processes.class)
class KillTest {

    private static final int ACCOUNTS = 40;
    private static final int CLIENTS = 32;
    private static final int ROUNDS = 3;

    @TempDir
    Path data;

    private final Queue<Payment> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<Payment> unknown = new ConcurrentLinkedQueue<>();
    private final AtomicInteger ids = new AtomicInteger();

    /** A deposit or, if negative, a fee. */
    private record Payment(String id, String account, int amount) {

        Answer send(TestClient client) {
            return sendLater(client).join();
        }

        CompletableFuture<Answer> sendLater(TestClient client) {
            String path = "/streams/account/" + account;
            return amount > 0
                    ? client.postLater(
                            path + "/Deposit", "{\"amount\":" + amount + ",\"method\":\"CASH\"}", "Idempotency-Key", id)
                    : client.postLater(
                            path + "/ChargeFee",
                            "{\"amount\":" + -amount + ",\"reason\":\"OTHER\"}",
                            "Idempotency-Key",
                            id);
        }
    }

    @Test
    void losesNothingAcknowledgedAndDoublesNothing() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("KillTest runs with -Dseed=" + seed);
        var random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            try (ServerProcess server = ServerProcess.start(data)) {
                openAccounts(server.client(), round);
                int acknowledgedBeforeKill = acknowledged.size() + 100 + random.nextInt(1_000);
                load(server, acknowledgedBeforeKill, random.nextLong());
            }
            Journal journal = Journal.read(data);
            journal.assertSound();
            assertAcknowledgedOnce(journal);
        }
        assertThat(unknown)
                .as("some answers must have been cut off, or nothing was tested")
                .isNotEmpty();
        repeatWhatIsUnknown();
    }

    private void openAccounts(TestClient client, int round) {
        for (int account = 0; account < ACCOUNTS; account++) {
            Answer answer = client.post(
                    "/streams/account/a" + account + "/Open",
                    "{\"owner\":\"Anna\",\"overdraftLimit\":0}",
                    "Idempotency-Key",
                    "open");
            assertThat(answer.status()).isIn(200, 409, 422);
            assertThat(answer.body().path("repeat").asBoolean() || round == 0 || answer.status() == 422)
                    .isTrue();
        }
    }

    /** Sends payments from many clients, and kills the server once so many are acknowledged. */
    private void load(ServerProcess server, int until, long seed) {
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            var random = new Random(seed + i);
            TestClient client = server.client();
            clients.add(Thread.ofVirtual().start(() -> pay(client, random, until)));
        }
        while (acknowledged.size() < until) {
            assertThat(clients).as("all clients gave up").anyMatch(Thread::isAlive);
            Pause.briefly();
        }
        server.program().kill();
        clients.forEach(KillTest::join);
    }

    private void pay(TestClient client, Random random, int until) {
        while (acknowledged.size() < until + 10_000) {
            String id = "pay-" + ids.incrementAndGet();
            int amount = random.nextInt(1, 1_000) * (random.nextInt(4) == 0 ? -1 : 1);
            var payment = new Payment(id, "a" + random.nextInt(ACCOUNTS), amount);
            try {
                Answer answer = payment.send(client);
                if (answer.status() == 200) {
                    acknowledged.add(payment);
                } else {
                    unknown.add(payment);
                }
            } catch (CompletionException killed) {
                unknown.add(payment);
                return;
            }
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private void assertAcknowledgedOnce(Journal journal) {
        Map<String, Integer> count = new HashMap<>();
        journal.events().forEach(event -> count.merge(event.stream() + " " + event.commandId(), 1, Integer::sum));
        assertThat(count.values()).as("each command has its one event").containsOnly(1);
        assertThat(acknowledged)
                .allSatisfy(payment -> assertThat(count).containsKey("account/" + payment.account + " " + payment.id));
    }

    /** Clients that got no answer send the same again, as they are told to; then each has had exactly one effect. */
    private void repeatWhatIsUnknown() {
        try (ServerProcess server = ServerProcess.start(data)) {
            TestClient client = server.client();
            unknown.forEach(payment -> assertThat(payment.send(client).status()).isEqualTo(200));
            unknown.forEach(payment -> assertThat(
                            payment.send(client).body().path("repeat").asBoolean())
                    .isTrue());
            Map<String, Long> expected = new HashMap<>();
            Set<Payment> all = new HashSet<>(acknowledged);
            all.addAll(unknown);
            all.forEach(payment -> expected.merge(payment.account, (long) payment.amount, Long::sum));
            expected.forEach((account, balance) -> {
                var state = client.get("/streams/account/" + account).body().path("state");
                assertThat(state.path("balance").decimalValue()).as(account).isEqualByComparingTo(balance + ".00");
            });
        }
        Journal.read(data).assertSound();
    }
}
