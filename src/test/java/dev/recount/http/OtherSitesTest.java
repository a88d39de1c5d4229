package dev.recount.http;

import static dev.recount.http.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that pages of others send by way of a browser: they learn nothing and change nothing. */
class OtherSitesTest {

    @RegisterExtension
    static final BankServer BANK = new BankServer();

    private static RawClient.Answer send(String request, String host, String... headers) throws IOException {
        String lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return BANK.exchange(request + " HTTP/1.1\r\nHost: " + host + "\r\n" + lines + "Content-Length: 0\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:8080",
                "LocalHost.",
                "recount.localhost",
                "127.0.0.1",
                "127.0.0.1:1",
                "10.77.1.2:8080",
                "[::1]",
                "[::1]:8080",
                "[fd00::1]:8080"
            })
    void thatNameTheServerAreAnswered(String host) throws IOException {
        assertThat(send("GET /health/live", host).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "localhost.evil.example",
                "notlocalhost",
                "127.0.0.1.evil.example",
                "1.2.3.4.5",
                "a127.0.0.1",
                "2130706433"
            })
    void thatCallTheServerByAnotherNameAreNotAnswered(String host) throws IOException {
        for (String request :
                new String[] {"GET /health/live", "GET /events", "POST /admin/views/turnover/pause", "GET /nowhere"}) {
            assertThat(assertProblem(send(request, host), 421, "HOST_NOT_KNOWN"))
                    .contains("recount.http.allowed-hosts");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: http://evil.example",
                "Origin: null",
                "Origin:",
                "Origin: http://localhost:9999",
                "Origin: http://localhost:8080.evil.example",
                "Origin: file://",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site",
                "Sec-Fetch-Site: cross-site\r\nOrigin: http://localhost:8080",
                "Sec-Fetch-Site: same-origin\r\nSec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: nonsense"
            })
    void fromElsewhereChangeNothing(String header) throws IOException {
        for (String change : new String[] {
            "POST /admin/views/turnover/pause",
            "POST /streams/account/elsewhere/Open",
            "POST /streams",
            "POST /transactions",
            "POST /nowhere",
            "DELETE /admin/views/turnover"
        }) {
            assertProblem(send(change, "localhost:8080", header), 403, "OTHER_SITE");
        }
        assertThat(send("GET /health/live", "localhost:8080", header).status()).isEqualTo(200);
        assertThat(BANK.client().get("/streams/account/elsewhere").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: http://localhost:8080",
                "Origin: https://LOCALHOST:8080",
                "Sec-Fetch-Site: same-origin\r\nOrigin: http://localhost:8080",
                "Sec-Fetch-Site: none",
                "User-Agent: curl/8"
            })
    void ofTheServersOwnPagesAreAnswered(String header) throws IOException {
        assertThat(BANK.exchange("POST /streams/account/own/Deposit HTTP/1.1\r\nHost: localhost:8080\r\n" + header
                                + "\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}")
                        .body())
                .contains("amount: is missing");
    }
}
