package dev.recount.transaction;

import static dev.recount.transaction.Accounts.command;
import static dev.recount.transaction.Accounts.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.example.bank.Bank;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.server.Pause;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands to several streams at once. */
abstract class TransactionsContract {

    @TempDir
    Path folder;

    private TestServer server;
    private Accounts accounts;

    abstract DatabaseKind kind();

    @BeforeEach
    void start() {
        JournalSettings journal = TestDatabases.settings(kind(), folder);
        server = TestServer.start(folder, settings -> settings.withJournal(journal), new Bank());
        accounts = Accounts.open(server.client(), 4);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static void requirePlace(Answer answer, String part, int index, String stream) {
        assertThat(answer.body().path(part).asInt(-1)).as("%s", answer.body()).isEqualTo(index);
        assertThat(answer.body().path("stream").asText()).isEqualTo(stream);
    }

    @Test
    void carriesOutAllCommands() {
        Answer answer = accounts.transferred(0, 1, 30);

        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        assertThat(answer.body().path("repeat").asBoolean(true)).isFalse();
        JsonNode results = answer.body().path("results");
        assertThat(results).hasSize(2);
        assertThat(results.path(0).path("stream").asText()).isEqualTo("account/a0");
        assertThat(results.path(0).path("version").asInt()).isEqualTo(3);
        assertThat(results.path(0).path("state").path("balance").asInt()).isEqualTo(70);
        assertThat(results.path(1).path("state").path("balance").asInt()).isEqualTo(130);
        assertThat(results.path(1).path("events")).hasSize(1);
        assertThat(accounts.balance(0)).isEqualTo(70);
        assertThat(accounts.balance(1)).isEqualTo(130);
        assertThat(server.client()
                        .post("/streams/account/a0/Deposit", "{\"amount\":1,\"method\":\"CASH\"}")
                        .status())
                .isEqualTo(200);
        assertThat(accounts.version(0)).isEqualTo(4);
    }

    @Test
    void leavesEventsThatTellTheTransactionAsTheirCause() {
        Answer answer = accounts.transferred(0, 1, 30, "Idempotency-Key", "t-1");

        String id = answer.body().path("transaction").asText();
        Answer told = Pause.untilThere(
                () -> server.client().get("/events?causation=" + id),
                page -> !page.body().path("events").isEmpty());
        JsonNode events = told.body().path("events");
        assertThat(events).hasSize(2);
        assertThat(events)
                .allSatisfy(event ->
                        assertThat(event.path("correlationid").asText()).isEqualTo("t-1"));
    }

    @Test
    void carriesOutNothingWhereOneStreamRejects() {
        Answer answer = accounts.send(transfer("account/a1", "account/a0", 101), "Idempotency-Key", "t-1");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("INSUFFICIENT_FUNDS");
        requirePlace(answer, "command", 0, "account/a1");
        assertThat(accounts.version(0)).isEqualTo(2);
        assertThat(accounts.version(1)).isEqualTo(2);
        JsonNode rejections =
                server.client().get("/streams/account/a1/decisions").body().path("decisions");
        assertThat(rejections.toString()).contains("INSUFFICIENT_FUNDS").contains("transaction-");
        assertThat(accounts.transferred(0, 1, 1).status()).isEqualTo(200);
    }

    @Test
    void isCarriedOutOnceHoweverOftenItIsSent() {
        Answer first = accounts.transferred(0, 1, 30, "Idempotency-Key", "t-1");
        accounts.transferred(1, 2, 5);
        Answer again = accounts.transferred(0, 1, 30, "Idempotency-Key", "t-1");

        assertThat(again.status()).as("%s", again.body()).isEqualTo(200);
        assertThat(again.body().path("repeat").asBoolean()).isTrue();
        assertThat(again.body().path("transaction")).isEqualTo(first.body().path("transaction"));
        for (int i = 0; i < 2; i++) {
            JsonNode result = again.body().path("results").path(i);
            assertThat(result.path("repeat").asBoolean()).isTrue();
            assertThat(result.path("events"))
                    .isEqualTo(first.body().path("results").path(i).path("events"));
            assertThat(result.path("state"))
                    .isEqualTo(first.body().path("results").path(i).path("state"));
        }
        assertThat(accounts.balance(0)).isEqualTo(70);
        assertThat(accounts.balance(1)).isEqualTo(125);
    }

    @Test
    void takesAKeyForOneTransactionAlone() {
        accounts.transferred(0, 1, 30, "Idempotency-Key", "t-1");
        List<String> others = List.of(
                transfer("account/a0", "account/a1", 31),
                transfer("account/a0", "account/a2", 30),
                transfer("account/a2", "account/a1", 30),
                "{\"commands\":[" + command("account/a0", "Withdraw", 30) + "]}");
        for (String other : others) {
            Answer reused = accounts.send(other, "Idempotency-Key", "t-1");
            assertThat(reused.status()).as("%s", reused.body()).isEqualTo(409);
            assertThat(reused.code()).isEqualTo("COMMAND_ID_REUSED");
        }
        assertThat(accounts.balance(0)).isEqualTo(70);
        assertThat(accounts.balance(2)).isEqualTo(100);
    }

    @Test
    void isKnownAsLongAsOneOfItsStreamsRemembersIt() {
        accounts.transferred(0, 1, 30, "Idempotency-Key", "t-1");
        String deposit =
                "{\"stream\":\"account/a0\",\"command\":\"Deposit\",\"data\":{\"amount\":1,\"method\":\"CASH\"}}\n";
        List<String> lines = IntStream.range(0, 300).mapToObj(_ -> deposit).toList();
        assertThat(server.client().bulk(lines))
                .allMatch(line -> line.path("status").asInt() == 200);

        Answer again = accounts.transferred(0, 1, 30, "Idempotency-Key", "t-1");

        assertThat(again.status()).as("%s", again.body()).isEqualTo(200);
        assertThat(again.body().path("repeat").asBoolean()).isTrue();
        assertThat(accounts.balance(0)).isEqualTo(370);
        assertThat(accounts.balance(1)).isEqualTo(130);
    }

    @Test
    void carriesOutNothingWhereAConditionDoesNotHold() {
        Answer conflict =
                accounts.send(transfer("account/a0", "account/a1", 30, "{\"stream\":\"account/a2\",\"version\":1}"));
        assertThat(conflict.status()).isEqualTo(412);
        requirePlace(conflict, "condition", 0, "account/a2");
        assertThat(accounts.version(0)).isEqualTo(2);
        String notThere = "{\"stream\":\"account/a2\",\"version\":2},{\"stream\":\"account/new\",\"version\":0}";
        assertThat(accounts.send(transfer("account/a0", "account/a1", 30, notThere))
                        .status())
                .isEqualTo(200);
        assertThat(accounts.version(2)).isEqualTo(2);
        assertThat(server.client().get("/streams/account/new").status()).isEqualTo(404);
        assertThat(accounts.transferred(2, 3, 1).status()).isEqualTo(200);
    }

    @Test
    void holdsEachCommandAgainstTheVersionThatItExpects() {
        String expecting = "{\"commands\":[" + command("account/a0", "Withdraw", 1)
                + ",{\"stream\":\"account/a1\",\"command\":\"Deposit\",\"expectedVersion\":1,"
                + "\"data\":{\"amount\":1,\"method\":\"CASH\"}}]}";
        Answer conflict = accounts.send(expecting);
        assertThat(conflict.status()).isEqualTo(412);
        requirePlace(conflict, "command", 1, "account/a1");
        assertThat(accounts.version(0)).isEqualTo(2);
        assertThat(accounts.send(expecting.replace("expectedVersion\":1", "expectedVersion\":2"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void tellsInADryRunWhatWouldBe() {
        Answer told = server.client().post("/transactions?dryRun=true", transfer("account/a0", "account/a1", 30));
        assertThat(told.status()).as("%s", told.body()).isEqualTo(200);
        assertThat(told.body().path("dryRun").asBoolean()).isTrue();
        assertThat(told.body()
                        .path("results")
                        .path(1)
                        .path("state")
                        .path("balance")
                        .asInt())
                .isEqualTo(130);
        Answer rejected = server.client().post("/transactions?dryRun=true", transfer("account/a0", "account/a1", 101));
        assertThat(rejected.status()).isEqualTo(422);
        requirePlace(rejected, "command", 0, "account/a0");
        Answer conflict = server.client()
                .post(
                        "/transactions?dryRun=true",
                        transfer("account/a0", "account/a1", 1, "{\"stream\":\"account/a2\",\"version\":7}"));
        assertThat(conflict.status()).isEqualTo(412);
        assertThat(accounts.sum()).isEqualTo(400);
        assertThat(accounts.version(0)).isEqualTo(2);
    }

    @Test
    void refusesWhatIsNoTransaction() {
        requireRefused(400, "commands: is missing", "{}");
        requireRefused(400, "a transaction has at least one command", "{\"commands\":[]}");
        requireRefused(400, "commands: must be a JSON array", "{\"commands\":{}}");
        requireRefused(400, "commands[0]: must be a JSON object", "{\"commands\":[1]}");
        requireRefused(400, "comands: is not a known field; known are commands, conditions", "{\"comands\":[]}");
        requireRefused(400, "commands[0].command: is missing", "{\"commands\":[{\"stream\":\"account/a0\"}]}");
        requireRefused(
                400,
                "commands[1].data.amount: ",
                transfer("account/a0", "account/a1", 1)
                        .replace("\"Deposit\",\"data\":{\"amount\":1", "\"Deposit\",\"data\":{\"amount\":\"x\""));
        requireRefused(
                400,
                "conditions[0].version: must be a whole number",
                transfer("account/a0", "account/a1", 1, "{\"stream\":\"account/a2\",\"version\":\"1\"}"));
        requireRefused(
                400,
                "conditions[0].version: is missing",
                transfer("account/a0", "account/a1", 1, "{\"stream\":\"account/a2\"}"));
        requireRefused(400, "account/a0 is named twice", transfer("account/a0", "account/a0", 1));
        requireRefused(
                400,
                "account/a1 is named twice",
                transfer("account/a0", "account/a1", 1, "{\"stream\":\"account/a1\",\"version\":2}"));
        requireRefused(
                404, "commands[0].stream: there is no stream type acount", transfer("acount/a0", "account/a1", 1));
        String many = IntStream.range(0, 17)
                .mapToObj(i -> command("account/m" + i, "Deposit", 1))
                .reduce((all, next) -> all + "," + next)
                .orElseThrow();
        requireRefused(413, "a transaction has at most 16 streams, not 17", "{\"commands\":[" + many + "]}");
        assertThat(accounts.sum()).isEqualTo(400);
    }

    private void requireRefused(int status, String detail, String body) {
        Answer answer = accounts.send(body);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(status);
        assertThat(answer.body().path("detail").asText()).contains(detail);
    }

    @Test
    void neverWaitForEachOtherInACircleNorLoseMoney() {
        var carriedOut = new AtomicInteger();
        ConcurrentMap<Integer, Integer> others = new ConcurrentHashMap<>();
        List<CompletableFuture<Void>> clients = IntStream.range(0, 16)
                .mapToObj(client -> CompletableFuture.runAsync(
                        () -> {
                            var random = new Random(client);
                            for (int i = 0; i < 15; i++) {
                                int from = random.nextInt(4);
                                int to = (from + 1 + random.nextInt(3)) % 4;
                                Answer answer = accounts.transferred(from, to, 1 + random.nextInt(40));
                                if (answer.status() == 200) {
                                    carriedOut.incrementAndGet();
                                } else {
                                    others.merge(answer.status(), 1, Integer::sum);
                                }
                            }
                        },
                        task -> Thread.ofVirtual().start(task)))
                .toList();
        clients.forEach(CompletableFuture::join);

        assertThat(others.keySet()).isSubsetOf(422, 503);
        assertThat(carriedOut).hasPositiveValue();
        assertThat(accounts.sum()).isEqualTo(400);
        int events = IntStream.range(0, 4).map(accounts::version).sum();
        assertThat(events).isEqualTo(8 + 2 * carriedOut.get());
        assertThat(sums(server)).allMatch(sum -> sum == 400);
    }

    /** Returns the sum of all balances wherever in the log no transaction is told by half. */
    private static List<Integer> sums(TestServer server) {
        var sums = new ArrayList<Integer>();
        var begun = new HashSet<String>();
        int sum = 0;
        for (JsonNode event : server.client().get("/events?limit=1000").body().path("events")) {
            int amount = event.path("data").path("amount").asInt();
            sum += event.path("type").asText().endsWith("Withdrawn") ? -amount : amount;
            String cause = event.path("causationid").asText();
            if (cause.startsWith("transaction-") && !begun.remove(cause)) {
                begun.add(cause);
            }
            if (begun.isEmpty() && cause.startsWith("transaction-")) {
                sums.add(sum);
            }
        }
        assertThat(begun).isEmpty();
        return sums;
    }
}
