package dev.recount.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.database.PostgresProcess;
import dev.recount.database.sql.DatabaseException;
import dev.recount.example.bank.Bank;
import dev.recount.example.shop.Shop;
import dev.recount.process.Processes;
import dev.recount.server.TestClient.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A server whose PostgreSQL goes away and comes back; it is never started again. */
@Tag("process")
@ResourceLock(providers = Processes.class)
class DatabaseOutageTest {

    private static final int ACCOUNTS = 20;
    private static final int CLIENTS = 12;
    private static final int KILLS = 10;
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(4);

    @TempDir
    Path folder;

    private final Queue<Payment> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<Payment> unknown = new ConcurrentLinkedQueue<>();
    private final Queue<Payment> refused = new ConcurrentLinkedQueue<>();
    private final Queue<Answer> strange = new ConcurrentLinkedQueue<>();
    private final AtomicInteger ids = new AtomicInteger();
    private PostgresProcess postgres;
    private TestServer server;

    private record Payment(String id, String account, int amount) {

        Answer send(TestClient client) {
            return client.post(
                    "/streams/account/" + account + "/Deposit",
                    "{\"amount\":" + amount + ",\"method\":\"CASH\"}",
                    "Idempotency-Key",
                    id);
        }
    }

    @BeforeEach
    void start() {
        postgres = PostgresProcess.start(folder);
        server = TestServer.start(
                folder,
                settings -> settings.withJournal(settings.journal().in(postgres.place())),
                new Bank(),
                new Shop());
    }

    @AfterEach
    void stop() {
        server.close();
        postgres.close();
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in vain: " + what).isLessThan(deadline);
            Pause.briefly();
        }
    }

    private int ready() {
        return server.client().get("/health/ready").status();
    }

    private boolean isKnownToBeAway() {
        return server.client()
                .get("/health/ready")
                .body()
                .path("detail")
                .asText()
                .contains("the journal's database is away");
    }

    private void assertThatItIsToldSoonThatNothingIsKnownOfViews() {
        long begun = System.nanoTime();
        Answer views = server.client().get("/admin/views");
        Answer cluster = server.client().get("/admin/cluster");
        Answer handlers = server.client().get("/admin/handlers");
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .as("three answers, each within a second")
                .isLessThan(Duration.ofSeconds(4));
        assertThat(List.of(views.status(), cluster.status(), handlers.status())).containsOnly(200);
        assertThat(views.body().path("views")).isNotEmpty().allSatisfy(view -> {
            assertThat(view.path("state").asText()).isEqualTo("UNKNOWN");
            assertThat(view.path("problem").asText()).isNotEmpty();
        });
    }

    private Answer open(String account) {
        return server.client()
                .post("/streams/account/" + account + "/Open", "{\"owner\":\"Anna\",\"overdraftLimit\":0}");
    }

    @Test
    void losesAndDoublesNothingHoweverOftenTheDatabaseIsKilled() {
        for (int account = 0; account < ACCOUNTS; account++) {
            assertThat(open("a" + account).status()).isEqualTo(200);
        }
        var stop = new AtomicBoolean();
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            var random = new Random(i);
            clients.add(Thread.ofVirtual().start(() -> pay(random, stop)));
        }
        for (int kill = 0; kill < KILLS; kill++) {
            int until = acknowledged.size() + 60;
            await("payments after kill " + kill, () -> acknowledged.size() >= until);
            postgres.kill();
            await("the server is not ready", () -> ready() == 503);
            assertThat(server.client().get("/health/live").status()).isEqualTo(200);
            postgres.restart();
            await("the server is ready again", () -> ready() == 200);
        }
        stop.set(true);
        clients.forEach(DatabaseOutageTest::join);

        assertThat(strange).isEmpty();
        repeatWhatHadNoEffectOrAnUnknownOne();
        assertThatEachPaymentIsThereOnce();
        assertThatTheViewAgrees();
    }

    private void pay(Random random, AtomicBoolean stop) {
        TestClient client = server.client();
        while (!stop.get()) {
            var payment = new Payment("p" + ids.incrementAndGet(), "a" + random.nextInt(ACCOUNTS), 1);
            Answer answer = payment.send(client);
            switch (answer.status()) {
                case 200 -> acknowledged.add(payment);
                case 503 -> {
                    assertThat(answer.response().headers().firstValue("Retry-After"))
                            .isPresent();
                    refused.add(payment);
                    Pause.briefly();
                }
                case 504 -> unknown.add(payment);
                default -> strange.add(answer);
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

    private void repeatWhatHadNoEffectOrAnUnknownOne() {
        TestClient client = server.client();
        assertThat(refused).isNotEmpty();
        refused.stream().limit(300).forEach(payment -> {
            Answer answer = payment.send(client);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().path("repeat").asBoolean())
                    .as("a refused command was not carried out")
                    .isFalse();
            acknowledged.add(payment);
        });
        unknown.forEach(payment -> assertThat(payment.send(client).status()).isEqualTo(200));
        acknowledged.addAll(unknown);
    }

    private void assertThatEachPaymentIsThereOnce() {
        Map<String, Set<String>> expected = new HashMap<>();
        acknowledged.forEach(payment ->
                expected.computeIfAbsent(payment.account, _ -> new HashSet<>()).add(payment.id));
        expected.forEach((account, payments) -> {
            List<JsonNode> events = events(account);
            for (int i = 0; i < events.size(); i++) {
                assertThat(events.get(i).path("id").asText()).endsWith("@" + (i + 1));
            }
            assertThat(events).as(account).hasSize(payments.size() + 1);
            assertThat(state(account)).isEqualTo(payments.size());
        });
    }

    private long state(String account) {
        return server.client()
                .get("/streams/account/" + account)
                .body()
                .path("state")
                .path("balance")
                .asLong();
    }

    private List<JsonNode> events(String account) {
        List<JsonNode> all = new ArrayList<>();
        String path = "/streams/account/" + account + "/events?limit=1000";
        while (!path.isEmpty()) {
            JsonNode page = server.client().get(path).body();
            page.path("events").forEach(all::add);
            path = page.path("next").asText("");
        }
        return all;
    }

    private void assertThatTheViewAgrees() {
        for (int account = 0; account < ACCOUNTS; account++) {
            String id = "a" + account;
            await(
                    "the view has seen all of " + id,
                    () -> server.client()
                                    .get("/views/balances/" + id)
                                    .body()
                                    .path("row")
                                    .path("balance")
                                    .asLong()
                            == state(id));
        }
    }

    @Test
    void answersWhileTheDatabaseHangsAndGoesOnAfterwards() {
        assertThat(open("h").status()).isEqualTo(200);
        postgres.freeze();
        var late = new Payment("late", "h", 5);
        var answer = server.client()
                .postLater(
                        "/streams/account/h/Deposit", "{\"amount\":5,\"method\":\"CASH\"}", "Idempotency-Key", late.id);
        await("the server notices", () -> isKnownToBeAway());
        Answer refused = new Payment("refused", "h", 7).send(server.client());
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.code()).isEqualTo("UNAVAILABLE");
        assertThat(server.client().get("/streams/account/h").status()).isEqualTo(503);
        assertThat(server.client().get("/streams/account/h/events").status()).isEqualTo(503);
        assertThat(server.client().get("/views/balances/h").status()).isEqualTo(503);
        assertThatItIsToldSoonThatNothingIsKnownOfViews();

        postgres.thaw();

        await("the server is ready again", () -> ready() == 200);
        assertThat(answer.join().status()).isIn(200, 503, 504);
        assertThat(late.send(server.client()).status()).isEqualTo(200);
        assertThat(new Payment("after", "h", 1).send(server.client()).status()).isEqualTo(200);
        assertThat(state("h")).isEqualTo(6);
        assertThat(events("h")).hasSize(3);
    }

    @Test
    void doesNotStartWithoutItsDatabase() {
        postgres.kill();
        try {
            assertThatThrownBy(() -> TestServer.start(
                            folder,
                            settings -> settings.withJournal(settings.journal().in(postgres.place())),
                            new Bank()))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("recount.journal.postgres: jdbc:postgresql://")
                    .hasMessageContaining("refused");
        } finally {
            postgres.restart();
        }
    }

    @Test
    void subscribersGoOn() throws Exception {
        assertThat(open("s").status()).isEqualTo(200);
        try (TestSubscription subscription = TestSubscription.open(server.client(), "/events?type=account")) {
            assertThat(subscription.nextEvent().path("id").asText()).contains("s@1");
            assertThat(new Payment("one", "s", 1).send(server.client()).status())
                    .isEqualTo(200);
            assertThat(subscription.nextEvent().path("id").asText()).contains("s@2");
            postgres.kill();
            await("the server is not ready", () -> ready() == 503);
            postgres.restart();
            await(
                    "a payment is taken",
                    () -> new Payment("two", "s", 1).send(server.client()).status() == 200);
            assertThat(subscription.nextEvent().path("id").asText()).contains("s@3");
        }
    }
}
