package dev.recount.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that tell browsers what they must not do with them. */
class SecurityHeadersTest {

    @RegisterExtension
    static final BankServer BANK = new BankServer();

    static void assertSafe(RawClient.Answer answer) {
        assertThat(answer.headers())
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("referrer-policy", "no-referrer")
                .containsEntry("cross-origin-resource-policy", "same-origin")
                .containsEntry("content-security-policy", "default-src 'none'; frame-ancestors 'none'")
                .containsKey("cache-control");
    }

    @ParameterizedTest
    @CsvSource({
        "200, GET /health/live,          localhost",
        "200, GET /openapi.json,         localhost",
        "200, GET /metrics,              localhost",
        "200, GET /streams/account,      localhost",
        "404, GET /nowhere,              localhost",
        "404, GET /streams/account/none, localhost",
        "400, GET /streams/account?x=1,  localhost",
        "405, PUT /health/live,          localhost",
        "421, GET /health/live,          elsewhere.example",
        "400, GET /a b,                  localhost",
        "501, OTHER /health/live,        localhost",
    })
    void areAllSafe(int status, String request, String host) throws IOException {
        RawClient.Answer answer =
                BANK.exchange(request + " HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: 0\r\n\r\n");

        assertThat(answer.status()).isEqualTo(status);
        assertSafe(answer);
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
        assertThat(answer.headers()).doesNotContainKey("strict-transport-security");
    }

    @Test
    void areKeptWhereTheirEndpointSaysSo() throws IOException {
        try (var client = new RawClient(BANK.port())) {
            RawClient.Answer stream = client.send(
                            "GET /events HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n")
                    .readHead();

            assertThat(stream.status()).isEqualTo(200);
            assertSafe(stream);
            assertThat(stream.header("cache-control")).isEqualTo("no-store");
        }
    }
}
