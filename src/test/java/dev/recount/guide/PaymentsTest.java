package dev.recount.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.example.bank.Bank;
import dev.recount.server.TestServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The session of {@code docs/http.md}. */
class PaymentsTest {

    @TempDir
    Path data;

    @Test
    void areAnsweredAsThePageShows() {
        try (TestServer server = TestServer.start(data, new Bank());
                HttpClient http = HttpClient.newHttpClient()) {
            server.client().post("/streams/account/1276/Open", "{\"owner\":\"Ann\",\"overdraftLimit\":0}");
            var payments = new Payments(http, URI.create("ws://127.0.0.1:" + server.port()));
            List<CompletableFuture<String>> answers = IntStream.range(0, 100)
                    .mapToObj(i -> payments.payIn("1276", 5, "payment-" + i))
                    .toList();

            JsonNode first = Example.documents(answers.getFirst().join()).getFirst();
            answers.forEach(answer -> assertThat(answer.join()).contains("\"status\":200"));
            payments.close();

            JsonNode shown = Page.of("docs/http.md")
                    .blocks("json")
                    .flatMap(block -> Example.documents(block.text()).stream())
                    .filter(document -> document.path("token").asText().startsWith("account/1276@"))
                    .findFirst()
                    .orElseThrow();
            assertThat(new Example(shown, true).difference(first)).isEmpty();
            assertThat(server.client()
                            .get("/streams/account/1276")
                            .body()
                            .path("state")
                            .path("balance")
                            .decimalValue())
                    .isEqualByComparingTo("500");
        }
    }
}
