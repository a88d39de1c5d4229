package dev.recount.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recount.server.Pause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A server that is killed in the middle of bulk requests, which are then sent again as they were. */
@Tag("process")
@ResourceLock(providers = Processes.class)
class KillInBulkTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int CLIENTS = 4;
    private static final int ACCOUNTS_PER_CLIENT = 25;
    private static final int LINES_PER_CLIENT = 1_200;
    private static final int ROUNDS = 2;

    @TempDir
    Path data;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Set<Line> acknowledged = ConcurrentHashMap.newKeySet();
    private final Queue<JsonNode> refused = new ConcurrentLinkedQueue<>();

    /** A line that opens an account or, with an amount, pays in. */
    private record Line(String account, String id, int amount) {

        String json() {
            String command = amount == 0
                    ? "\"Open\",\"data\":{\"owner\":\"Anna\",\"overdraftLimit\":0}"
                    : "\"Deposit\",\"data\":{\"amount\":" + amount + ",\"method\":\"CASH\"}";
            return "{\"stream\":\"account/%s\",\"id\":\"%s\",\"command\":%s}".formatted(account, id, command);
        }
    }

    @Test
    void storesOfEachStreamABeginningOfItsLinesAndTheRestOnceTheyComeAgain() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("KillInBulkTest runs with -Dseed=" + seed);
        var random = new Random(seed);
        List<List<Line>> requests = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            requests.add(request(client, random));
        }
        for (int round = 0; round < ROUNDS; round++) {
            killWithin(requests, acknowledged.size() + random.nextInt(1, 1_000));
            Journal journal = Journal.read(data);
            journal.assertSound();
            assertStored(journal, requests, acknowledged);
        }
        try (ServerProcess server = ServerProcess.start(data)) {
            requests.forEach(request -> send(server, request));
            assertThat(refused).isEmpty();
            assertThat(acknowledged).hasSize(CLIENTS * LINES_PER_CLIENT);
            assertBalances(server, requests);
        }
        Journal journal = Journal.read(data);
        journal.assertSound();
        assertThat(journal.events()).hasSize(CLIENTS * LINES_PER_CLIENT);
        assertStored(journal, requests, acknowledged);
    }

    private static List<Line> request(int client, Random random) {
        List<Line> lines = new ArrayList<>();
        for (int line = 0; line < LINES_PER_CLIENT; line++) {
            boolean first = line < ACCOUNTS_PER_CLIENT;
            int account = first ? line : random.nextInt(ACCOUNTS_PER_CLIENT);
            lines.add(new Line("c" + client + "-" + account, "line-" + line, first ? 0 : random.nextInt(1, 1_000)));
        }
        return lines;
    }

    /** Sends all requests at once, and kills the server when so many lines are acknowledged. */
    private void killWithin(List<List<Line>> requests, int until) {
        try (ServerProcess server = ServerProcess.start(data)) {
            List<Thread> clients = requests.stream()
                    .map(request -> Thread.ofVirtual().start(() -> send(server, request)))
                    .toList();
            while (acknowledged.size() < until) {
                assertThat(clients).as("clients that still get answers").anyMatch(Thread::isAlive);
                Pause.briefly();
            }
            server.program().kill();
            for (Thread client : clients) {
                client.join();
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** Sends a request, and notes what is answered as long as the server lives. */
    private void send(ServerProcess server, List<Line> lines) {
        String body = String.join("\n", lines.stream().map(Line::json).toList());
        try {
            HttpResponse<Stream<String>> answer = http.send(
                    server.client()
                            .request("/streams")
                            .header("Content-Type", "application/x-ndjson")
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofLines());
            answer.body().map(KillInBulkTest::json).forEach(result -> {
                if (result.path("status").asInt() == 200) {
                    acknowledged.add(lines.get(result.path("line").asInt() - 1));
                } else {
                    refused.add(result);
                }
            });
        } catch (IOException | UncheckedIOException killed) {
            // what was to come is unknown to the client, which sends all again
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException brokenOff) {
            throw new UncheckedIOException(brokenOff);
        }
    }

    private static void assertStored(Journal journal, List<List<Line>> requests, Set<Line> acknowledged) {
        byAccount(requests).forEach((account, lines) -> {
            List<String> stored = journal.streams().getOrDefault("account/" + account, List.of()).stream()
                    .map(Journal.Event::commandId)
                    .toList();
            List<String> sent = lines.stream().map(Line::id).toList();
            assertThat(stored).as(account).isEqualTo(sent.subList(0, Math.min(stored.size(), sent.size())));
            assertThat(lines).as(account).allMatch(line -> !acknowledged.contains(line) || stored.contains(line.id()));
        });
    }

    private static void assertBalances(ServerProcess server, List<List<Line>> requests) {
        byAccount(requests).forEach((account, lines) -> {
            int balance = lines.stream().mapToInt(Line::amount).sum();
            JsonNode state =
                    server.client().get("/streams/account/" + account).body().path("state");
            assertThat(state.path("balance").decimalValue()).as(account).isEqualByComparingTo(balance + ".00");
        });
    }

    private static Map<String, List<Line>> byAccount(List<List<Line>> requests) {
        Map<String, List<Line>> accounts = new LinkedHashMap<>();
        requests.forEach(lines -> lines.forEach(line ->
                accounts.computeIfAbsent(line.account, _ -> new ArrayList<>()).add(line)));
        return accounts;
    }
}
