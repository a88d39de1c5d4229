package dev.recount.http;

import static dev.recount.http.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that can be read in two ways: 400, and nothing more is read of their connection. */
class AmbiguousRequestsTest {

    @RegisterExtension
    static final BankServer BANK = BankServer.withBodyTimeout(Duration.ofSeconds(1));

    private static final String HOST = "Host: localhost\r\n";
    private static final String HIDDEN =
            "POST /streams/account/hidden/Open HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Content-Length: " + BankAccount.OPEN.length() + "\r\n\r\n" + BankAccount.OPEN;

    @AfterEach
    void nothingHiddenWasCarriedOut() {
        assertThat(BANK.client().get("/streams/account/hidden").status()).isEqualTo(404);
        BankAccount.open(BANK.client());
    }

    private static void assertRefusedAndClosed(String request) throws IOException {
        assertProblem(BANK.exchange(request + HIDDEN), 400, "MALFORMED");
        try (var raw = new RawClient(BANK.port())) {
            raw.sendAll(request + HIDDEN);
            String answers = raw.readToEnd();
            assertThat(answers).startsWith("HTTP/1.1 400 ").contains("Connection: close");
            assertThat(answers.indexOf("HTTP/1.1", 1)).isNegative();
        }
    }

    @Nested
    class Lengths {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Content-Length:",
                    "Content-Length: ",
                    "Content-Length: +5",
                    "Content-Length: -5",
                    "Content-Length: 5,5",
                    "Content-Length: 5, 6",
                    "Content-Length: 5\r\nContent-Length: 5",
                    "Content-Length: 5\r\ncontent-length: 6",
                    "Content-Length: 0x5",
                    "Content-Length: 5 5",
                    "Content-Length: \"5\"",
                    "Content-Length: 5.0",
                    "Content-Length: 99999999999999999999",
                    "Content-Length : 5",
                    "Transfer-Encoding: chunked\r\nContent-Length: 5",
                    "Content-Length: 5\r\nTransfer-Encoding: chunked",
                    "Content-Length: 5\r\nTransfer-Encoding: xchunked",
                    "Content-Length: 5\r\nTransfer-Encoding : chunked",
                    "Content-Length: 5\r\nTransfer-Encoding:\u000bchunked",
                    "Content-Length: 5\r\nTransfer-Encoding: \"chunked\"",
                    "Content-Length: 5\r\nTransfer-Encoding: identity",
                    "Content-Length: 5\r\nTransfer-Encoding: gzip, chunked",
                    "Content-Length: 5\r\nTransfer-Encoding:",
                    "Content-Length: 5\r\nX: y\r\n Transfer-Encoding: chunked",
                    "Content-Length: 5\r\nTransfer_Encoding: chunked\r\nTransfer-Encoding: chunked",
                    "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
                    "Transfer-Encoding: chunked, chunked",
                    "Transfer-Encoding: chunked;q=1",
                    "Transfer-Encoding: identity",
                    "Transfer-Encoding:"
                })
        void thatContradictThemselves(String headers) throws IOException {
            assertRefusedAndClosed("POST /streams HTTP/1.1\r\n" + HOST + headers + "\r\n\r\n");
        }
    }

    @Nested
    class Lines {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "GET /health/live HTTP/1.1\nHost: localhost\n\n",
                    "GET /health/live HTTP/1.1\r\nHost: localhost\n\r\n",
                    "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\n",
                    "GET /health/live HTTP/1.1\r\nHost: localhost\rX: y\r\n\r\n",
                    "GET /health/live HTTP/1.1\r\nHost: localhost\r\r\n\r\n",
                    "GET /health/live HTTP/1.1\r\nHost: localhost\r\nX: a\nY: b\r\n\r\n",
                    "GET /health/live HTTP/1.1\r\nHost: localhost\r\nX: a\r\n b\r\n\r\n",
                    "GET /health/live HTTP/1.1\r\nHost: localhost\r\nX: a\r\n\tb\r\n\r\n",
                    "GET /health/live HTTP/1.1\r\n Host: localhost\r\n\r\n",
                    "GET /health/live HTTP/1.1\r\nHost : localhost\r\n\r\n",
                    "GET /health/live HTTP/1.1\r\nHost: localhost\r\n: x\r\n\r\n",
                    "GET /health/live HTTP/1.1\r\nHost: localhost\r\nX\r\n\r\n",
                    "GET /health/live HTTP/1.1\r\nHost: localhost\r\nX: \u0000\r\n\r\n",
                    "GET /health/live HTTP/1.1\r\nHost: localhost\r\nX: \u0008\r\n\r\n",
                    "GET /health/live HTTP/1.1\r\nHost: localhost\r\nX: \u007f\r\n\r\n",
                    "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\u017e: x\r\n\r\n"
                })
        void thatDoNotEndOrBeginAsLinesDo(String request) throws IOException {
            assertRefusedAndClosed(request);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "GET /health/live x HTTP/1.1",
                    "GET /health live HTTP/1.1",
                    "GET  /health/live HTTP/1.1",
                    "GET /health/live  HTTP/1.1",
                    "GET\t/health/live HTTP/1.1",
                    "GET /health\t/live HTTP/1.1",
                    "GET /health/live\tHTTP/1.1",
                    "GET /health/live HTTP/1.1 ",
                    " GET /health/live HTTP/1.1",
                    "GET /health/live",
                    "GET /health/live HTTP/1",
                    "GET /health/live http/1.1",
                    "GET HTTP/1.1",
                    "G(T /health/live HTTP/1.1",
                    "GET /health/\u0001live HTTP/1.1",
                    "GET /health/\u017eive HTTP/1.1",
                    ""
                })
        void thatAreNoRequestLines(String line) throws IOException {
            assertRefusedAndClosed(line + "\r\n" + HOST + "\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2\n{}\r\n0\r\n\r\n",
                "2\r\n{}\n0\r\n\r\n",
                "2\r\n{}\r\n0\n\n",
                "2 \r\n{}\r\n0\r\n\r\n",
                " 2\r\n{}\r\n0\r\n\r\n",
                "2;a=\nb\r\n{}\r\n0\r\n\r\n",
                "2;a\rb\r\n{}\r\n0\r\n\r\n",
                "+2\r\n{}\r\n0\r\n\r\n",
                "0x2\r\n{}\r\n0\r\n\r\n",
                "000000002\r\n{}\r\n0\r\n\r\n",
                "100000002\r\n{}\r\n0\r\n\r\n",
                "\r\n{}\r\n0\r\n\r\n",
                "2\r\n{}0\r\n\r\n",
                "2\r\n{}\r\n0\r\nX\r\n\r\n",
                "2\r\n{}\r\n0\r\n X: y\r\n\r\n",
                "2\r\n{}\r\n0\r\nX: y\n\r\n"
            })
    void chunksAreOfOneForm(String chunks) throws IOException {
        assertRefusedAndClosed(RawClient.head("/streams/account/chunks/Open", "Transfer-Encoding: chunked") + chunks);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/streams/account/%2e%2e/%2e%2e/admin/views/turnover/pause",
                "/streams/account/../../admin/views/turnover/pause",
                "/streams/account/%2E./.%2e/admin/views/turnover/pause",
                "/streams/account/..%2f..%2fadmin/views/turnover/pause",
                "/streams/account/..%5c..%5cadmin/views/turnover/pause",
                "/streams/account/%252e%252e/%252e%252e/admin",
                "/streams/account/x%2fPause/Open",
                "/streams/account/x%5cPause/Open",
                "/admin/views/x%2f..%2fturnover/pause",
                "/./admin/views/turnover/pause",
                "/admin/views/turnover/pause/..",
                "/admin/views/turnover%2f..;x%2fturnover/pause",
                "/admin/views/%25252e%25252e/pause",
                "http://localhost/streams/%2e%2e/admin/views/turnover/pause"
            })
    void pathsLeadNowhereElse(String path) throws IOException {
        assertProblem(
                BANK.exchange("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n"),
                400,
                "MALFORMED");
    }

    @Test
    void queriesNameStreamsAsTheyAre() throws IOException {
        for (String query : new String[] {
            "/events?stream=account/%2e%2e", "/events?stream=account%2f..%2fx", "/streams/account?after=%2e%2e",
            "/events?stream=account/%252e%252e", "/streams/account?after=a%2fb", "/streams/account?after=a%5cb"
        }) {
            assertProblem(BANK.exchange("GET " + query + " HTTP/1.1\r\nHost: localhost\r\n\r\n"), 400, "MALFORMED");
        }
    }

    @Test
    void whatIsWellFormedIsReadInAnyPieces() throws IOException {
        String open =
                "POST /streams/account/pieces/Open HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n5;x=\"y z\"\r\n" + BankAccount.OPEN.substring(0, 5)
                        + "\r\n"
                        + Integer.toHexString(BankAccount.OPEN.length() - 5) + "\r\n" + BankAccount.OPEN.substring(5)
                        + "\r\n0\r\nX-Sum: 1\r\n\r\n";
        String get = "GET /streams/account/pieces HTTP/1.1\r\nHost: localhost\r\n\r\n";
        try (var raw = new RawClient(BANK.port())) {
            for (char each : (open + get).toCharArray()) {
                raw.send(String.valueOf(each));
            }
            assertThat(raw.read().status()).isEqualTo(200);
            assertThat(raw.read().status()).isEqualTo(200);
            raw.send(get + get + "GET /health/live\n HTTP/1.1\r\n\r\n");
            assertThat(raw.read().status()).isEqualTo(200);
            assertThat(raw.read().status()).isEqualTo(200);
            assertProblem(raw.read(), 400, "MALFORMED");
            assertThat(raw.readToEnd()).isEmpty();
        }
    }
}
