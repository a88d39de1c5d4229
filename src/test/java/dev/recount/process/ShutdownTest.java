package dev.recount.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import java.net.ConnectException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A server that is asked to end while clients are at work. */
@Tag("process")
@ResourceLock(providers = Processes.class)
class ShutdownTest {

    private static final int CLIENTS = 16;
    private static final int BEFORE = 300;

    @TempDir
    Path data;

    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();

    @Test
    void answersWhatItAcceptedAndKeepsWhatItAnswered() throws InterruptedException {
        try (ServerProcess server = ServerProcess.start(data)) {
            List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                String account = "s" + i;
                clients.add(Thread.ofVirtual().start(() -> openUntilRefused(server, account)));
            }
            while (acknowledged.size() < BEFORE) {
                Pause.briefly();
            }

            server.program().terminate();

            assertThat(server.program().exitCode()).isEqualTo(143);
            for (Thread client : clients) {
                client.join();
            }
        }
        assertThat(unexpected).as("an answer that was begun is completed").isEmpty();
        Journal journal = Journal.read(data);
        journal.assertSound();
        assertThat(journal.events()).extracting(Journal.Event::commandId).containsAll(acknowledged);
        assertThat(journal.events())
                .as("nothing is stored that nobody was told of")
                .hasSameSizeAs(acknowledged);
    }

    /** Opens one account after another until the server takes no more. */
    private void openUntilRefused(ServerProcess server, String account) {
        TestClient client = server.client();
        for (int i = 0; ; i++) {
            String id = account + "-" + i;
            try {
                Answer answer = client.post(
                        "/streams/account/" + id + "/Open",
                        "{\"owner\":\"Anna\",\"overdraftLimit\":0}",
                        "Idempotency-Key",
                        id);
                if (answer.status() == 200) {
                    acknowledged.add(id);
                } else if (answer.status() == 503) {
                    return;
                } else {
                    unexpected.add(answer.toString());
                }
            } catch (CompletionException ended) {
                if (!isRefusal(ended.getCause())) {
                    unexpected.add(ended.toString());
                }
                return;
            }
        }
    }

    /** A connection that could not be made, or was closed or reset between two requests, has begun no answer. */
    private static boolean isRefusal(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return failure instanceof ConnectException
                || message.contains("no bytes")
                || message.contains("Connection reset")
                || message.contains("Broken pipe");
    }
}
