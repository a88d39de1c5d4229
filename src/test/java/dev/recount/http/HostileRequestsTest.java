package dev.recount.http;

import static dev.recount.http.Problems.assertProblem;
import static dev.recount.http.Problems.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile paths and headers: the answer is a clear one in any case, and the next client gets its own. */
class HostileRequestsTest {

    @RegisterExtension
    static final BankServer BANK = new BankServer();

    @AfterEach
    void theNextCommandIsCarriedOut() {
        BankAccount.open(BANK.client());
    }

    @Nested
    class Paths {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "a%2Fb",
                    "..%2f..%2fetc%2fpasswd",
                    "..",
                    ".",
                    "%2e%2e",
                    "a.b",
                    "%00",
                    "a%00",
                    "%0d%0aX-Injected:%20y",
                    "%C5%BElu%C5%A5",
                    "%F0%9F%98%80",
                    "%ff%fe",
                    "'%20OR%201=1--",
                    "1;DROP%20TABLE%20event_journal",
                    "a|b",
                    "a%7Cb",
                    "-",
                    "_a",
                    "%20",
                    "a%20b",
                    "a+b",
                    "*",
                    "$%7Bjndi:x%7D",
                    "%25",
                    "con:",
                    "a%5Cb",
                    "@1"
                })
        void withStrangeIdsAreRefused(String id) throws IOException {
            assertRefused(BANK.exchange(RawClient.post("/streams/account/" + id + "/Open", BankAccount.OPEN)));
            assertRefused(BANK.exchange("GET /streams/account/" + id + " HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        }

        @ParameterizedTest
        @CsvSource({"128, 404", "129, 400", "300, 400", "1900, 400", "5000, 414", "100000, 414"})
        void withLongIdsAreRefused(int length, int status) throws IOException {
            RawClient.Answer answer = BANK.exchange(
                    "GET /streams/account/" + "a".repeat(length) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");

            assertThat(answer.status()).isEqualTo(status);
            assertRefused(answer);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/%",
                    "/%zz",
                    "/streams/account/1?version=%zz",
                    "/streams/account/1?%",
                    "/streams/account/1?at=%ff",
                    "/streams/account/1?a=b=c",
                    "/streams/account/1?=",
                    "/streams/account/1?&&",
                    "/streams/account/1?version",
                    "/streams/\u017e/1",
                    "//",
                    "/streams//1",
                    "/streams/account//events",
                    "/../../etc/passwd",
                    "http://",
                    "*",
                    "streams",
                    "/streams/account/1#x",
                    "/<script>",
                    "/\"",
                    "/{}"
                })
        void thatMakeNoSenseAreRefused(String path) throws IOException {
            assertRefused(BANK.exchange("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        }
    }

    @Test
    void whatIsTooLongToBeReadIsNamed() throws IOException {
        assertProblem(BANK.exchange(RawClient.head("/" + "1".repeat(10_000))), 414, "URI_TOO_LONG");
        assertProblem(
                BANK.exchange(RawClient.head("/", "Idempotency-Key: " + "1".repeat(20_000))),
                431,
                "REQUEST_HEADER_FIELDS_TOO_LARGE");
    }

    @Nested
    class Headers {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Idempotency-Key:",
                    "Idempotency-Key: \u017elu\u0165",
                    "Idempotency-Key: a\u0000b",
                    "Idempotency-Key: a\u0007b",
                    "Idempotency-Key: \u007f",
                    "Idempotency-Key: a\rb",
                    "Recount-Correlation:",
                    "Recount-Correlation: \u001b[31m",
                    "If-Match: \u0000",
                    "If-Match:",
                    "Recount-Time:",
                    "Recount-Time: \u0000",
                    "no colon",
                    "bad name: x",
                    " folded: x",
                    "Host: other\r\nHost: another",
                })
        void thatAreStrangeAreRefused(String header) throws IOException {
            assertRefused(BANK.exchange(RawClient.post("/streams/account/h/Open", BankAccount.OPEN, header)));
        }

        @ParameterizedTest
        @ValueSource(ints = {129, 1_000, 10_000, 100_000})
        void thatAreLongAreRefused(int length) throws IOException {
            for (String name : new String[] {"Idempotency-Key", "Recount-Correlation", "Recount-Time", "If-Match"}) {
                assertRefused(BANK.exchange(
                        RawClient.post("/streams/account/h/Open", BankAccount.OPEN, name + ": " + "1".repeat(length))));
            }
        }

        @Test
        void thatAreManyAreRefused() throws IOException {
            var many = new ArrayList<String>();
            for (int i = 0; i < 1_000; i++) {
                many.add("X-Header-" + i + ": y");
            }
            assertRefused(BANK.exchange(
                    RawClient.head("/streams/account/h/Open", many.toArray(String[]::new)) + BankAccount.OPEN));
        }
    }
}
