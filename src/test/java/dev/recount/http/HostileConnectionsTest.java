package dev.recount.http;

import static dev.recount.http.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile uses of connections: each ends clearly and in time, and the next client gets its own answer. */
class HostileConnectionsTest {

    @RegisterExtension
    static final BankServer BANK = BankServer.withBodyTimeout(Duration.ofSeconds(1));

    @AfterEach
    void theNextCommandIsCarriedOut() {
        BankAccount.open(BANK.client());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage\r\n\r\n",
                "\u0000\u0001\u0002\u0003\r\n\r\n",
                "GET\r\n\r\n",
                "GET / HTTP/9.9\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET  / HTTP/1.1\r\n\r\n",
                "SSH-2.0-OpenSSH_9.0\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n",
            })
    void thatSpeakAnotherLanguageAreEnded(String words) throws IOException {
        try (var raw = new RawClient(BANK.port())) {
            String answer = raw.send(words).end().readToEnd();

            assertThat(answer).doesNotContain("HTTP/1.1 2", "HTTP/1.1 500");
            assertThat(answer).doesNotContain("\tat ", "Exception", "org.apache");
        }
    }

    @Test
    void ofOldClientsAreServed() throws IOException {
        RawClient.Answer answer = BANK.exchange("GET /health/live HTTP/1.0\r\nHost: localhost\r\n\r\n");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).startsWith("{\"status\":\"live\",");
        assertThat(BANK.exchange(
                                "POST /streams HTTP/1.0\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\nContent-Length: 2\r\n\r\n{}")
                        .body())
                .contains("stream: is missing");
    }

    @Test
    void thatStopHalfWayAreAnsweredInTime() throws IOException {
        assertProblem(
                BANK.exchange(RawClient.head("/streams/account/h/Open", "Content-Length: 100") + BankAccount.OPEN),
                408,
                "TOO_SLOW");
        assertProblem(
                BANK.exchange(RawClient.head("/streams/account/h/Open", "Transfer-Encoding: chunked") + "5\r\n{\"own"),
                408,
                "TOO_SLOW");
    }

    @Test
    void thatStopHalfWayAreEndedAfterTheAnswer() throws IOException {
        try (var raw = new RawClient(BANK.port())) {
            raw.send(RawClient.head("/streams/account/h/Open", "Content-Length: 100") + BankAccount.OPEN);

            assertThat(raw.readToEnd()).startsWith("HTTP/1.1 408 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 100", "Transfer-Encoding: chunked"})
    void thatAreCutOffCarryNothingOut(String length) throws IOException {
        try (var raw = new RawClient(BANK.port())) {
            String answer = raw.send(RawClient.head("/streams/account/cut/Open", length) + "5\r\n{}")
                    .end()
                    .readToEnd();

            assertThat(answer).doesNotContain("HTTP/1.1 2", "HTTP/1.1 5");
        }
        assertThat(BANK.client().get("/streams/account/cut").status()).isEqualTo(404);
    }

    @Test
    void mayBeManyAtOnce() throws IOException {
        var all = new ArrayList<RawClient>();
        try {
            for (int i = 0; i < 300; i++) {
                all.add(new RawClient(BANK.port()).send("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n"));
            }
            for (RawClient raw : all) {
                assertThat(raw.read().status()).isEqualTo(200);
            }
            for (RawClient raw : all) {
                raw.send("GET /health/live HTTP/1.1\r\nHost: loc");
            }
            assertThat(BANK.client().get("/health/live").status()).isEqualTo(200);
        } finally {
            for (RawClient raw : all) {
                raw.close();
            }
        }
    }

    @Test
    void mayCarryManyRequestsInARow() throws IOException {
        String get = "GET /streams/account/none HTTP/1.1\r\nHost: localhost\r\n\r\n";
        try (var raw = new RawClient(BANK.port())) {
            raw.send(get.repeat(100));
            for (int i = 0; i < 100; i++) {
                assertProblem(raw.read(), 404, "NOT_FOUND");
            }
        }
    }
}
