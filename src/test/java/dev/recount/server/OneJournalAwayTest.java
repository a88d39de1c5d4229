package dev.recount.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.database.PostgresProcess;
import dev.recount.database.TestDatabases;
import dev.recount.database.place.DatabasePlace;
import dev.recount.example.bank.Bank;
import dev.recount.handler.Bookkeeping;
import dev.recount.journal.spread.Placement;
import dev.recount.model.StreamId;
import dev.recount.process.Processes;
import dev.recount.server.TestClient.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A server with two journals, of which one goes away and comes back. */
@Tag("process")
@ResourceLock(providers = Processes.class)
class OneJournalAwayTest {

    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(4);

    private static final String HERE = account(0);
    private static final String THERE = account(1);

    @TempDir
    Path folder;

    private PostgresProcess away;
    private TestServer server;

    private static String account(int journal) {
        return Stream.iterate(0, i -> i + 1)
                .map(i -> "a" + i)
                .filter(id -> new Placement(2).of(new StreamId("account", id)) == journal)
                .findFirst()
                .orElseThrow();
    }

    @BeforeEach
    void start() {
        away = PostgresProcess.start(folder);
        start(TestDatabases.postgres(), away.place());
    }

    private void start(DatabasePlace.Postgres home, DatabasePlace.Postgres further) {
        server = TestServer.start(
                folder,
                settings -> settings.withJournal(settings.journal().among(home, List.of(further))),
                new Bank(),
                new Bookkeeping());
        for (String account : List.of(HERE, THERE)) {
            assertThat(post(account, "Open", "{\"owner\":\"Anna\",\"overdraftLimit\":0}")
                            .status())
                    .isEqualTo(200);
        }
    }

    @AfterEach
    void stop() {
        server.close();
        away.close();
    }

    private Answer post(String account, String command, String body) {
        return server.client().post("/streams/account/" + account + "/" + command, body);
    }

    private Answer deposit(String account) {
        return post(account, "Deposit", "{\"amount\":1,\"method\":\"CASH\"}");
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in vain: " + what).isLessThan(deadline);
            Pause.briefly();
        }
    }

    private String furtherCheck() {
        Answer ready = server.client().get("/health/ready");
        assertThat(ready.status()).as(ready.body().toString()).isEqualTo(200);
        return ready.body().path("checks").path("journal-2").asText();
    }

    private long balance(String account, Answer after) {
        return server.client()
                .send(server.client()
                        .request("/views/balances/" + account)
                        .header(
                                "Recount-After",
                                after.body().path("stream").asText() + "@"
                                        + after.body().path("version").asLong())
                        .GET()
                        .build())
                .body()
                .path("row")
                .path("balance")
                .asLong();
    }

    private List<String> booked() {
        return server.client()
                .get("/streams/ledger/all/events?limit=1000")
                .body()
                .path("events")
                .findValuesAsText("entry");
    }

    @Test
    void failsOnlyTheStreamsOfTheJournalThatIsAwayAndResumesByItself() throws Exception {
        try (TestSubscription subscription = TestSubscription.open(server.client(), "/events?type=account")) {
            subscription.nextIds(2);
            away.kill();
            await("the server notices", () -> furtherCheck().startsWith("the database is away"));

            Answer refused = deposit(THERE);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.code()).isEqualTo("UNAVAILABLE");
            assertThat(server.client().get("/streams/account/" + THERE).status())
                    .isEqualTo(503);
            assertThat(server.client()
                            .get("/streams/account/" + THERE + "/events")
                            .status())
                    .isEqualTo(503);
            Answer accepted = deposit(HERE);
            assertThat(accepted.status()).isEqualTo(200);
            await("the view goes on", () -> balance(HERE, accepted) == 1);
            assertThat(subscription.nextIds(1)).containsExactly("account/" + HERE + "@2");
            JsonNode page = server.client().get("/events").body();
            assertThat(page.path("events").findValuesAsText("id")).contains("account/" + HERE + "@2");
            assertThat(page.path("head").asBoolean()).isFalse();
            assertThat(server.client().get("/events?after=now").status()).isIn(200, 503);
            assertThat(server.client().get("/admin/views/balances").status()).isEqualTo(200);
            assertThat(server.client().get("/health/live").status()).isEqualTo(200);
            assertThat(server.client()
                            .sendText(server.client().request("/metrics").GET().build()))
                    .contains("recount_journal_up{journal=\"1\"} 1.0", "recount_journal_up{journal=\"2\"} 0.0");

            away.restart();
            await("the server notices", () -> furtherCheck().equals("ok"));
            await("a deposit is taken", () -> deposit(THERE).status() == 200);
            assertThat(subscription.nextIds(1)).containsExactly("account/" + THERE + "@2");
            assertThat(balance(THERE, deposit(THERE))).isEqualTo(2);
            assertThat(subscription.nextIds(1)).containsExactly("account/" + THERE + "@3");
        }
    }

    @Test
    void takesCommandsOfTheOthersWhileTheHomeOneIsAway() {
        server.close();
        away.close();
        away = PostgresProcess.start(folder.resolve("home"));
        start(away.place(), TestDatabases.postgres());
        away.kill();
        await("the server notices", () -> server.client().get("/health/ready").status() == 503);

        assertThat(deposit(HERE).status()).isEqualTo(503);
        Answer accepted = deposit(THERE);
        assertThat(accepted.status()).isEqualTo(200);
        assertThat(post(THERE, "Withdraw", "{\"amount\":9,\"method\":\"CASH\"}").status())
                .as("the rejection is on record where its stream is")
                .isEqualTo(422);
        assertThat(server.client().get("/views/balances/" + THERE).status()).isEqualTo(503);
        away.restart();
        await("the server is ready", () -> server.client().get("/health/ready").status() == 200);
        await("the view has seen what was taken meanwhile", () -> balance(THERE, accepted) == 1);
        await("a deposit is taken", () -> deposit(HERE).status() == 200);
    }

    /** The ledger is in one journal, and the orders are in both. */
    @Test
    void losesNoWorkOfAHandlerMeanwhile() {
        Placement two = new Placement(2);
        List<String> orders = new ArrayList<>();
        for (int i = 0; orders.size() < 4; i++) {
            int index = orders.size() % 2;
            if (two.of(new StreamId("order", "o" + i)) == index) {
                orders.add("o" + i);
            }
        }
        List<String> expected = new ArrayList<>();
        for (int round = 1; round <= 4; round++) {
            if (round == 2) {
                away.kill();
                await("the server notices", () -> furtherCheck().startsWith("the database is away"));
            } else if (round == 4) {
                away.restart();
                await("the server notices", () -> furtherCheck().equals("ok"));
            }
            for (String order : orders) {
                Answer placed = server.client().post("/streams/order/" + order + "/Place", "{\"note\":\"n\"}");
                if (placed.status() == 200) {
                    String event = "order/" + order + "@"
                            + placed.body().path("version").asLong();
                    expected.add(event + " first");
                    expected.add(event + " second");
                } else {
                    assertThat(placed.status()).isEqualTo(503);
                    assertThat(two.of(new StreamId("order", order))).isEqualTo(1);
                }
            }
        }
        await("all is booked", () -> booked().size() == expected.size());
        assertThat(booked()).containsExactlyInAnyOrderElementsOf(expected);
    }
}
