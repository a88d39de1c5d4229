package dev.recount.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A server that is killed while it rejects: what it has answered is on record, and so is what it has shown. */
@Tag("process")
@ResourceLock(providers = Processes.class)
class KillWithRejectionsTest {

    private static final int ACCOUNTS = 5;
    private static final int CLIENTS = 16;
    private static final int ROUNDS = 2;
    private static final int ANSWERS = 400;

    @TempDir
    Path data;

    private final Queue<String> answered = new ConcurrentLinkedQueue<>();
    private final Queue<String> shown = new ConcurrentLinkedQueue<>();
    private final AtomicInteger ids = new AtomicInteger();

    @Test
    void keepsEachRejectionThatWasAnsweredOrShown() {
        for (int round = 0; round < ROUNDS; round++) {
            try (ServerProcess server = ServerProcess.start(data)) {
                assertOnRecord(server.client());
                load(server, answered.size() + ANSWERS);
            }
        }
        try (ServerProcess server = ServerProcess.start(data)) {
            assertOnRecord(server.client());
        }
    }

    private void assertOnRecord(TestClient client) {
        List<String> all = new ArrayList<>();
        for (int account = 0; account < ACCOUNTS; account++) {
            all.addAll(decisions(client, account));
        }
        Set<String> distinct = new HashSet<>(all);
        assertThat(all).hasSameSizeAs(distinct);
        assertThat(distinct).containsAll(answered).containsAll(shown);
    }

    /** Has commands rejected, and reads on all the time, until the server is killed after so many answers. */
    private void load(ServerProcess server, int until) {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            TestClient client = server.client();
            threads.add(Thread.ofVirtual().start(() -> untilKilled(() -> withdraw(client))));
        }
        TestClient reader = server.client();
        threads.add(Thread.ofVirtual().start(() -> untilKilled(() -> shown.addAll(decisions(reader, 0)))));
        while (answered.size() < until) {
            assertThat(threads).as("all gave up").anyMatch(Thread::isAlive);
            Pause.briefly();
        }
        server.program().kill();
        threads.forEach(KillWithRejectionsTest::join);
    }

    private static void untilKilled(Runnable action) {
        try {
            while (true) {
                action.run();
            }
        } catch (CompletionException | UncheckedIOException killed) {
            // what it was about to do is not answered, and may be on record or not
        }
    }

    private void withdraw(TestClient client) {
        int id = ids.incrementAndGet();
        int status = client.post(
                        "/streams/account/a" + id % ACCOUNTS + "/Withdraw",
                        "{\"amount\":1,\"method\":\"CASH\"}",
                        "Idempotency-Key",
                        "w-" + id)
                .status();
        assertThat(status).isEqualTo(422);
        answered.add("w-" + id);
    }

    private static List<String> decisions(TestClient client, int account) {
        List<String> ids = new ArrayList<>();
        String next = "/streams/account/a" + account + "/decisions?limit=100";
        boolean isHead = false;
        while (!isHead) {
            JsonNode page = client.get(next).body();
            page.path("decisions")
                    .forEach(each -> ids.add(each.path("command").path("id").asText()));
            next = page.path("next").asText();
            isHead = page.path("head").asBoolean() || page.path("status").asInt() == 404;
        }
        return ids;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
