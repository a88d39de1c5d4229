package dev.recount.http;

import static dev.recount.http.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.http.request.AllowedOrigins;
import dev.recount.http.request.HttpSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that open a session, or do not, and what comes behind them on their connection. */
class SessionHandshakeTest {

    @RegisterExtension
    static final BankServer BANK = new BankServer(
            http -> http.with(new AllowedOrigins(Set.of("https://app.example.com"), Duration.ofMinutes(1)))
                    .with(new HttpSettings.Subscriptions(10, Duration.ofMillis(100))));

    private static final String UPGRADE =
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n";

    private static String get(String path, String headers) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost:8080\r\n" + headers + "\r\n";
    }

    private static RawClient.Answer opened(String headers) throws IOException {
        try (var raw = new RawClient(BANK.port())) {
            RawClient.Answer head = raw.send(get("/session", headers)).readHead();
            return head.status() == 101 ? head : BANK.exchange(get("/session", headers));
        }
    }

    @Test
    void openASessionAsTheStandardHasIt() throws IOException {
        assertThat(opened(UPGRADE).header("sec-websocket-accept")).isEqualTo("ICX+Yqv66kxgM0FcWaLWlFLwTAI=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Upgrade: websocket\r\nConnection: Upgrade\r\n",
                "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 8\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n",
                "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: short\r\n",
                "Upgrade: h2c\r\nConnection: Upgrade\r\n",
            })
    void areToldWhatIsMissing(String headers) throws IOException {
        RawClient.Answer answer = opened(headers);

        assertProblem(answer, 426, "UPGRADE_REQUIRED");
        assertThat(answer.header("upgrade")).isEqualTo("websocket");
        assertThat(answer.header("sec-websocket-version")).isEqualTo("13");
    }

    @Test
    void saveNothingOfWhatEachMessageSays() throws IOException {
        assertThat(assertProblem(opened(UPGRADE + "Recount-Meta-Channel: web\r\n"), 400, "MALFORMED"))
                .startsWith("Recount-Meta-Channel: ");
        assertThat(assertProblem(BANK.exchange(get("/session?dryRun=true", UPGRADE)), 400, "MALFORMED"))
                .startsWith("dryRun: ");
        assertThat(assertProblem(opened(UPGRADE + "If-Match: \"1\"\r\n"), 400, "MALFORMED"))
                .startsWith("If-Match: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: http://evil.example",
                "Origin: null",
                "Origin: http://localhost:9999",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site\r\nOrigin: http://localhost:8080",
            })
    void ofPagesOfOtherSitesAreRefused(String header) throws IOException {
        assertProblem(opened(UPGRADE + header + "\r\n"), 403, "OTHER_SITE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Origin: http://localhost:8080", "Origin: https://app.example.com", "Sec-Fetch-Site: same-origin"
            })
    void ofPagesThatMayAreNot(String header) throws IOException {
        assertThat(opened(UPGRADE + header + "\r\n").status()).isEqualTo(101);
    }

    @Test
    void toAnotherHostAreRefused() throws IOException {
        assertProblem(
                BANK.exchange(get("/session", UPGRADE).replace("localhost:8080", "evil.example")),
                421,
                "HOST_NOT_KNOWN");
    }

    @Test
    void areFollowedByRequestsWhereTheyAreRefused() throws IOException {
        try (var raw = new RawClient(BANK.port())) {
            raw.send(get("/health/live", UPGRADE)
                    + get("/session", UPGRADE + "Origin: null\r\n")
                    + get("/health/live", ""));

            assertThat(raw.read().status()).isEqualTo(200);
            assertThat(raw.read().status()).isEqualTo(403);
            assertThat(raw.read().status()).isEqualTo(200);
        }
    }

    @Test
    void areFollowedByTheLastRequestsOfAClientThatSendsNoMore() throws IOException {
        try (var raw = new RawClient(BANK.port())) {
            raw.send(get("/health/live", UPGRADE) + get("/health/live", "")).end();

            assertThat(raw.read().status()).isEqualTo(200);
            assertThat(raw.read().status()).isEqualTo(200);
        }
    }

    @Test
    void letNothingPassThatCanBeReadInTwoWays() throws IOException {
        try (var raw = new RawClient(BANK.port())) {
            raw.send(
                    get("/health/live", UPGRADE)
                            + "POST /streams/account/1/Open HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}");

            assertThat(raw.read().status()).isEqualTo(200);
            assertProblem(raw.read(), 400, "MALFORMED");
        }
    }

    @Test
    void letNothingPassAtTheEndEither() throws IOException {
        try (var raw = new RawClient(BANK.port())) {
            raw.send(get("/health/live", UPGRADE)
                            + get("/health/live", UPGRADE)
                            + "POST /streams/account/1/Open HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n"
                            + "Transfer-Encoding: chunked\r\n\r\n{}")
                    .end();

            assertThat(raw.read().status()).isEqualTo(200);
            assertThat(raw.read().status()).isEqualTo(200);
            assertProblem(raw.read(), 400, "MALFORMED");
        }
    }

    @Test
    void areAskedWhetherTheyAreThereWhenNothingComes() throws IOException {
        try (var raw = new RawClient(BANK.port())) {
            assertThat(raw.send(get("/session", UPGRADE)).readHead().status()).isEqualTo(101);

            assertThat(raw.readBytes(4)).as("two pings").containsExactly(0x89, 0, 0x89, 0);
        }
    }

    @Test
    void endWithBytesThatAreNoText() throws IOException {
        try (var raw = new RawClient(BANK.port())) {
            assertThat(raw.send(get("/session", UPGRADE)).readHead().status()).isEqualTo(101);
            raw.send(new byte[] {(byte) 0x81, (byte) 0x81, 0, 0, 0, 0, (byte) 0xff});

            byte[] close = raw.readBytes(4);
            while (close[0] == (byte) 0x89) {
                close = new byte[] {close[2], close[3], raw.readBytes(1)[0], raw.readBytes(1)[0]};
            }
            assertThat(close).containsExactly(0x88, 2, 1007 >> 8, 1007 & 0xff);
        }
    }
}
