package dev.recount.http;

import static dev.recount.http.Problems.assertProblem;
import static dev.recount.http.Problems.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile bodies of commands: the answer is a clear one in any case, and the next client gets its own. */
class HostileBodiesTest {

    @RegisterExtension
    static final BankServer BANK = BankServer.withBodyTimeout(Duration.ofSeconds(1));

    private static final int TEN_MEGABYTES = 10 << 20;
    private static final String OPEN_AN_ACCOUNT = "/streams/account/big/Open";

    @Test
    void ofTenMegabytesAreTooLarge() throws IOException {
        assertTooLarge(RawClient.head(OPEN_AN_ACCOUNT, "Content-Length: " + TEN_MEGABYTES) + "x".repeat(TEN_MEGABYTES));
    }

    @Test
    void ofTenMegabytesInChunksAreTooLarge() throws IOException {
        String chunk = "10000\r\n" + "x".repeat(1 << 16) + "\r\n";

        assertTooLarge(RawClient.head(OPEN_AN_ACCOUNT, "Transfer-Encoding: chunked") + chunk.repeat(160) + "0\r\n\r\n");
    }

    @Test
    void ofTenMegabytesAreTooMuchForARefusedRequestToo() throws IOException {
        String body = "x".repeat(TEN_MEGABYTES);

        assertRefused(
                sendAndRead(RawClient.head("/streams/account/1/Explode", "Content-Length: " + TEN_MEGABYTES) + body));
        assertRefused(sendAndRead(RawClient.head("/nowhere", "Content-Length: " + TEN_MEGABYTES) + body));
    }

    @Test
    void areRefusedBeforeTheyAreSent() throws IOException {
        assertProblem(
                BANK.exchange(RawClient.head(OPEN_AN_ACCOUNT, "Content-Length: " + TEN_MEGABYTES)), 413, "TOO_LARGE");
        assertProblem(
                BANK.exchange(RawClient.head(OPEN_AN_ACCOUNT, "Content-Length: 999999999999999")), 413, "TOO_LARGE");
    }

    private void assertTooLarge(String request) throws IOException {
        assertProblem(sendAndRead(request), 413, "TOO_LARGE");
    }

    private RawClient.Answer sendAndRead(String request) throws IOException {
        try (var raw = new RawClient(BANK.port())) {
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> raw.sendAll(request));
            RawClient.Answer answer = raw.read();
            sent.join();
            return answer;
        }
    }

    @Test
    void areMissed() throws IOException {
        assertProblem(BANK.exchange(RawClient.head(OPEN_AN_ACCOUNT, "Content-Length: 0")), 400, "MALFORMED");
        assertProblem(
                BANK.exchange("POST " + OPEN_AN_ACCOUNT + " HTTP/1.1\r\nHost: localhost\r\n\r\n"), 400, "MALFORMED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "application/xml",
                "text/html; charset=utf-8",
                "multipart/form-data; boundary=x",
                "application/x-ndjson",
                "nonsense",
                "/",
                "application/json; charset"
            })
    void areOfTypesThatAreNotRead(String type) throws IOException {
        RawClient.Answer answer =
                BANK.exchange("POST " + OPEN_AN_ACCOUNT + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type
                        + "\r\nContent-Length: " + BankAccount.OPEN.length() + "\r\n\r\n" + BankAccount.OPEN);

        assertThat(answer.status()).isIn(400, 415);
        assertRefused(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: x",
                "Content-Length: -1",
                "Content-Length: 1e3",
                "Content-Length: 99999999999999999999999",
                "Content-Length: 2\r\nContent-Length: 3",
                "Transfer-Encoding: nonsense",
                "Content-Length: 3\r\nTransfer-Encoding: chunked",
            })
    void areOfNoLength(String header) throws IOException {
        assertRefused(BANK.exchange(RawClient.head(OPEN_AN_ACCOUNT, header) + "{}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\r\n{}\r\n", "-2\r\n{}\r\n", "ffffffffffffffffff\r\n", "2\r\n{}xx\r\n", "2;ext"})
    void areOfBrokenChunks(String chunks) throws IOException {
        assertRefused(BANK.exchange(
                RawClient.head(OPEN_AN_ACCOUNT, "Transfer-Encoding: chunked") + chunks + "x".repeat(100)));
    }

    @Test
    void areNestedTenThousandLevelsDeep() throws IOException {
        String deep = "{\"owner\":".repeat(10_000);

        assertProblem(
                BANK.exchange(RawClient.head(OPEN_AN_ACCOUNT, "Content-Length: " + deep.length()) + deep),
                400,
                "MALFORMED");
    }

    @AfterEach
    void theNextCommandIsCarriedOut() {
        BankAccount.open(BANK.client());
    }
}
