package dev.recount.http.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.history.HistorySettings;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The overload by questions for decisions: they are put off, and take nothing from the clients that send commands. */
class DecisionOverloadTest {

    @TempDir
    Path folder;

    @Test
    void refusesMoreQuestionsThanMayWait() {
        try (TestServer server =
                TestServer.start(folder, settings -> settings.withHistory(new HistorySettings(1, 1)), Vault.domain())) {
            TestClient client = server.client();
            for (int i = 0; i < 200; i++) {
                client.post("/streams/vault/v/Put", "{\"things\":1}");
            }

            List<Answer> answers = IntStream.range(0, 300)
                    .mapToObj(_ -> CompletableFuture.supplyAsync(
                            () -> client.get("/streams/vault/v/decisions?limit=1000"),
                            task -> Thread.ofVirtual().start(task)))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();

            assertThat(answers).allMatch(answer -> answer.status() == 200 || isPutOff(answer));
            assertThat(answers).extracting(Answer::status).contains(200, 503);
            assertThat(client.get("/streams/vault/v/decisions").status()).isEqualTo(200);
        }
    }

    private static boolean isPutOff(Answer answer) {
        return answer.code().equals("OVERLOADED")
                && answer.response().headers().firstValue("Retry-After").isPresent();
    }
}
