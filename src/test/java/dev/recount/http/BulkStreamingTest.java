package dev.recount.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Bulk requests whose client and server go on at different speeds, or not to the end. */
class BulkStreamingTest {

    @RegisterExtension
    static final BankServer BANK = new BankServer();

    private static final int LINES = 5_000;
    private static final String HEAD =
            "POST /streams HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n";

    @AfterEach
    void theServerStillServes() {
        assertThat(BANK.client().get("/health/ready").status()).isEqualTo(200);
    }

    /** Returns the lines for so many accounts, each opened and then paid into. */
    private static List<String> lines(String prefix, int accounts) {
        return IntStream.range(0, LINES)
                .mapToObj(i -> i < accounts
                        ? BulkLines.open("account/" + prefix + i)
                        : BulkLines.deposit("account/" + prefix + i % accounts, 1))
                .toList();
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    private static void assertAllAccepted(Stream<String> results) {
        List<Integer> numbers = results.map(Problems::parse)
                .filter(result -> result.path("status").asInt() == 200)
                .map(result -> result.path("line").asInt())
                .toList();
        assertThat(numbers)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, LINES).boxed().toList());
    }

    @Test
    void takesThousandsOfLinesAtOnce() {
        assertAllAccepted(BANK.client().bulk(lines("once", 100)).stream().map(Object::toString));
    }

    @Test
    void answersWhileTheClientStillWrites() throws IOException {
        try (var raw = new RawClient(BANK.port())) {
            raw.send(HEAD + "Transfer-Encoding: chunked\r\n\r\n" + chunk(BulkLines.open("account/early") + "\n"));

            assertThat(raw.readHead().status()).isEqualTo(200);
            assertThat(raw.readChunk()).contains("\"line\":1", "\"status\":200");

            raw.send(chunk(BulkLines.deposit("account/early", 1)) + "0\r\n\r\n");
            assertThat(raw.readChunk()).contains("\"line\":2", "\"status\":200");
        }
    }

    @Test
    void isHeldBackByAClientThatTakesLittleAtATime() throws IOException {
        String body = String.join("\n", lines("slow", 50));
        try (var raw = RawClient.withSmallBuffers(BANK.port())) {
            CompletableFuture<Void> written = CompletableFuture.runAsync(
                    () -> raw.sendAll(HEAD + "Content-Length: " + body.length() + "\r\n\r\n" + body));

            assertAllAccepted(raw.read().body().lines());
            written.join();
        }
    }

    @Test
    void carriesOutNoHalfALine() throws IOException {
        String whole = BulkLines.open("account/half") + "\n" + BulkLines.deposit("account/half", 1) + "\n";
        String cut = BulkLines.deposit("account/half", 1000).substring(0, 50);
        try (var raw = new RawClient(BANK.port())) {
            raw.send(HEAD + "Transfer-Encoding: chunked\r\n\r\n" + chunk(whole + cut))
                    .end();

            String results = raw.readToEnd();

            assertThat(results).doesNotContain("\"version\":3");
        }
        assertThat(BANK.client()
                        .get("/streams/account/half")
                        .body()
                        .path("version")
                        .asInt())
                .isLessThanOrEqualTo(2);
    }

    @Tag("slow")
    @Test
    void survivesClientsThatVanish() throws IOException {
        String body = lines("gone", 10).stream().limit(100).collect(Collectors.joining("\n"));
        for (int i = 0; i < 20; i++) {
            try (var raw = new RawClient(BANK.port())) {
                raw.send(HEAD + "Content-Length: 1000000\r\n\r\n" + body);
            }
        }
        List<String> more = lines("stays", 10);
        assertAllAccepted(BANK.client().bulk(more).stream().map(Object::toString));
    }
}
