package dev.recount.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The cluster that is run on one machine, as its script is used. */
@Tag("process")
@ResourceLock(providers = Processes.class)
@ResourceLock(Processes.CLUSTER)
class LocalClusterTest {

    private static final Path SAMPLE = Path.of("src/main/resources/dev/recount/example/bank/sample");
    private static final int ACCOUNTS = 24;

    @TempDir
    static Path folder;

    private static LocalCluster cluster;
    private static String started;

    @BeforeAll
    static void start() throws IOException {
        cluster = new LocalCluster(folder);
        started = cluster.must("up");
    }

    @AfterAll
    static void stop() {
        cluster.close();
        assertThat(folder.resolve("cluster")).doesNotExist();
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(4);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                fail("in vain: " + what + "\n" + cluster.must("status") + cluster.must("logs"));
            }
            Pause.briefly();
        }
    }

    @Test
    void givesTheSameEventsThroughThreeNodesAtOnceAsThroughOne() {
        List<Program> imports = cluster.urls().stream()
                .map(url -> Program.start("import", "--url", url, SAMPLE.toString()))
                .toList();
        imports.forEach(each ->
                assertThat(each.exitCode()).as(String.join("\n", each.output())).isZero());
        Path alone = folder.resolve("alone");
        try (ServerProcess server = ServerProcess.start(alone);
                Program importing = Program.start("import", "--url", server.url(), SAMPLE.toString())) {
            assertThat(importing.exitCode()).isZero();
        }

        Journal shared = Journal.read(url());
        shared.assertSound();
        assertThat(essence(shared)).hasSize(4_902).isEqualTo(essence(Journal.read(alone)));
    }

    private static String url() {
        return started.lines()
                .filter(line -> line.startsWith("PostgreSQL: "))
                .map(line -> line.replaceAll("PostgreSQL: |, user.*", ""))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> essence(Journal journal) {
        return journal.events().stream()
                .filter(event -> event.stream().matches("account/\\d+"))
                .map(Journal.Event::essence)
                .toList();
    }

    /** Node 2 is alone, nodes 1 and 3 are the majority. */
    @Test
    void goesOnWithMostOfItsNodesWhenOneIsCutOff() {
        TestClient majority = cluster.client(1);
        TestClient minority = cluster.client(2);
        int[] payments = new int[ACCOUNTS];
        for (int account = 0; account < ACCOUNTS; account++) {
            int each = account;
            await("account " + each + " is opened", () -> open(cluster.client(1 + each % 3), each));
        }

        assumeTrue(cluster.run("partition", "2").exitCode() != 3, "needs root");
        await("every stream is written to by the majority", () -> {
            boolean all = true;
            for (int account = 0; account < ACCOUNTS; account++) {
                all &= pay(majority, account, payments);
            }
            return all;
        });
        await("nothing is written to by the one that is alone", () -> {
            for (int account = 0; account < ACCOUNTS; account++) {
                if (pay(minority, account, payments)) {
                    return false;
                }
            }
            return true;
        });

        cluster.must("heal");
        for (int account = 0; account < ACCOUNTS; account++) {
            int each = account;
            for (int node = 1; node <= 3; node++) {
                TestClient client = cluster.client(node);
                await("node " + node + " takes commands", () -> pay(client, each, payments));
            }
            assertThat(majority.get("/streams/account/cut" + account)
                            .body()
                            .path("version")
                            .asInt())
                    .as("account/cut" + account)
                    .isEqualTo(1 + payments[account]);
        }
    }

    @Test
    void losesNoRequestAndGivesNoNodeUpWhileTheyAreReplacedOneAfterAnother() throws IOException {
        var stop = new AtomicBoolean();
        List<CompletableFuture<Integer>> writers = IntStream.range(0, 4)
                .mapToObj(writer -> CompletableFuture.supplyAsync(
                        () -> write(writer, stop), task -> Thread.ofVirtual().start(task)))
                .toList();
        List<Integer> said = new ArrayList<>();
        for (int node = 1; node <= 3; node++) {
            said.add(log(node).size());
        }
        for (int node = 1; node <= 3; node++) {
            cluster.must("restart", Integer.toString(node));
        }
        stop.set(true);

        for (int writer = 0; writer < writers.size(); writer++) {
            int acknowledged = writers.get(writer).join();
            assertThat(cluster.client(1 + writer % 3)
                            .get("/streams/account/rolling" + writer)
                            .body()
                            .path("version")
                            .asInt())
                    .isEqualTo(acknowledged);
        }
        for (int node = 1; node <= 3; node++) {
            assertThat(log(node).stream().skip(said.get(node - 1)))
                    .as("node " + node)
                    .noneMatch(line -> line.contains("SplitBrainResolver"));
        }
    }

    /** Sends one command after another, each until it is carried out, to any node; returns how many there were. */
    private static int write(int writer, AtomicBoolean stop) {
        String account = "/streams/account/rolling" + writer;
        persistently(writer, account + "/Open", "{\"owner\":\"A\",\"overdraftLimit\":0}", "open");
        int done = 1;
        for (; !stop.get(); done++) {
            persistently(writer + done, account + "/Deposit", "{\"amount\":1.00,\"method\":\"CASH\"}", "pay-" + done);
            Pause.briefly(); // the nodes that start need the processor
        }
        return done;
    }

    /**
     * Sends as a client does that goes to another node where one does not answer, and comes again where it is told to.
     */
    private static void persistently(int node, String path, String body, String key) {
        var tried = new AtomicInteger(node);
        await(path + " " + key, () -> isAccepted(cluster.client(1 + tried.getAndIncrement() % 3), path, body, key));
    }

    private static List<String> log(int node) throws IOException {
        return Files.readAllLines(folder.resolve("cluster/node-" + node + ".log"));
    }

    private static boolean open(TestClient client, int account) {
        return isAccepted(
                client, "/streams/account/cut" + account + "/Open", "{\"owner\":\"A\",\"overdraftLimit\":0}", "open");
    }

    /** The same payment until it is acknowledged, so that it is known how many there have been. */
    private static boolean pay(TestClient client, int account, int[] payments) {
        boolean accepted = isAccepted(
                client,
                "/streams/account/cut" + account + "/Deposit",
                "{\"amount\":1.00,\"method\":\"CASH\"}",
                "pay-" + account + "-" + payments[account]);
        payments[account] += accepted ? 1 : 0;
        return accepted;
    }

    private static boolean isAccepted(TestClient client, String path, String body, String key) {
        try {
            Answer answer = client.post(path, body, "Idempotency-Key", key);
            assertThat(answer.status()).as(answer.body().toString()).isIn(200, 503, 504);
            return answer.status() == 200;
        } catch (CompletionException refused) {
            assertThat(refused.getCause()).isInstanceOf(IOException.class);
            return false;
        }
    }

    @Test
    void showsWhatItDoes() throws IOException {
        assertThat(started).contains("PostgreSQL: jdbc:postgresql://").contains(cluster.urls());
        assertThat(cluster.must("status")).contains("view-products", "handler-fulfilment-steps");
        assertThat(cluster.run("kill", "4")).satisfies(wrong -> {
            assertThat(wrong.exitCode()).isEqualTo(1);
            assertThat(wrong.output()).contains("there are nodes 1 to 3");
        });
        assertThat(cluster.run("fly").exitCode()).isEqualTo(2);
        assertThat(log(1)).containsAll(cluster.must("logs", "1").lines().toList());
    }
}
