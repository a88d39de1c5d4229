package dev.recount.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.example.bank.Bank;
import dev.recount.server.TestServer;
import dev.recount.server.TestSession;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions of a server that stops. */
class SessionsAtTheEndTest {

    private static final String ACCOUNT = "account/stopped";

    @TempDir
    Path data;

    @Test
    void haveAResultForAllThatWasCarriedOutAndAreToldWhyTheyEnd() {
        TestServer server = TestServer.start(data, new Bank());
        List<CompletableFuture<JsonNode>> sent = new ArrayList<>();
        TestSession.Close close;
        try (TestSession session = TestSession.open(server.port());
                TestSession idle = TestSession.open(server.port())) {
            session.ask(BulkLines.open(ACCOUNT));
            for (int i = 0; i < 3_000; i++) {
                sent.add(session.send(BulkLines.deposit(ACCOUNT, 1)));
            }
            sent.getFirst().join();
            long told = System.nanoTime();

            server.close();

            close = session.closed().join();
            assertThat(idle.closed().join()).isEqualTo(close);
            assertThat(Duration.ofNanos(System.nanoTime() - told)).isLessThan(Duration.ofSeconds(30));
        }
        assertThat(close).isEqualTo(new TestSession.Close(1001, "the server stops; send again what has no result"));
        List<JsonNode> results = sent.stream()
                .filter(result -> !result.isCompletedExceptionally())
                .map(CompletableFuture::join)
                .toList();
        assertThat(results)
                .isNotEmpty()
                .allMatch(result -> result.path("status").asInt() == 200);
        try (TestServer again = TestServer.start(data, new Bank())) {
            assertThat(again.client()
                            .get("/streams/" + ACCOUNT)
                            .body()
                            .path("version")
                            .asInt())
                    .isEqualTo(1 + results.size());
        }
    }
}
