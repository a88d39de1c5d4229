package dev.recount.http;

import static dev.recount.http.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.http.request.AllowedOrigins;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of pages of other sites, of which some may ask. */
class CrossOriginTest {

    private static final String APP = "https://app.example.com";

    @RegisterExtension
    static final BankServer BANK = new BankServer(http -> http.with(
            new AllowedOrigins(Set.of("https://App.example.com", "http://localhost:5173"), Duration.ofMinutes(2))));

    private static RawClient.Answer send(String request, String... headers) throws IOException {
        String lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return BANK.exchange(request + " HTTP/1.1\r\nHost: localhost\r\n" + lines + "\r\n");
    }

    private static RawClient.Answer ask(String path, String origin) throws IOException {
        return send(
                "OPTIONS " + path,
                "Origin: " + origin,
                "Sec-Fetch-Site: cross-site",
                "Access-Control-Request-Method: POST",
                "Access-Control-Request-Headers: content-type, idempotency-key",
                "Connection: close");
    }

    @Test
    void mayAskWhatTheTableHasAtTheirPath() throws IOException {
        RawClient.Answer answer = ask("/streams/account/1/Open", APP);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.headers())
                .containsEntry("access-control-allow-origin", APP)
                .containsEntry("access-control-allow-methods", "POST")
                .containsEntry("access-control-max-age", "120")
                .containsEntry("vary", "Origin")
                .doesNotContainKey("access-control-allow-credentials");
        assertThat(answer.header("access-control-allow-headers").split(", "))
                .contains("Authorization", "Content-Type", "Idempotency-Key", "If-Match", "Recount-Correlation");
        assertThat(ask("/admin/worlds/1", APP).header("access-control-allow-methods"))
                .isEqualTo("DELETE, GET");
        assertThat(ask("/streams/account", APP).header("access-control-allow-headers"))
                .contains("If-None-Match")
                .doesNotContain("Idempotency-Key");
        SecurityHeadersTest.assertSafe(answer);
    }

    @Test
    void areAnsweredSoThatTheyCanRead() throws IOException {
        String body = "{\"owner\":\"Ann\",\"overdraftLimit\":0}";
        RawClient.Answer answer = BANK.exchange(RawClient.post(
                "/streams/account/of-a-page/Open", body, "Origin: " + APP, "Sec-Fetch-Site: cross-site"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers())
                .containsEntry("access-control-allow-origin", APP)
                .containsEntry("vary", "Origin");
        assertThat(answer.header("access-control-expose-headers").split(", "))
                .contains("ETag", "Idempotency-Key", "Location", "Recount-Token", "Retry-After");
        assertThat(send("GET /streams/account/none", "Origin: http://localhost:5173")
                        .headers())
                .containsEntry("access-control-allow-origin", "http://localhost:5173");
    }

    @Test
    void areToldOfTheirMistakesToo() throws IOException {
        for (String path : new String[] {"/nowhere", "/streams/../x"}) {
            RawClient.Answer answer = ask(path, APP);
            assertThat(answer.status()).isBetween(400, 404);
            assertThat(answer.header("access-control-allow-origin")).isEqualTo(APP);
        }
        assertThat(send("OPTIONS /streams", "Origin: " + APP).status()).isEqualTo(405); // no browser asks so
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "http://app.example.com",
                "https://app.example.com:444",
                "https://app.example.com.evil.example",
                "https://app.example.com, https://evil.example",
                "null"
            })
    void ofOthersReadNothingAndChangeNothing(String origin) throws IOException {
        RawClient.Answer asked = ask("/streams/account/2/Open", origin);
        assertProblem(asked, 403, "OTHER_SITE");
        assertHidden(asked);

        RawClient.Answer sent = BANK.exchange(
                RawClient.post("/streams/account/2/Open", "{}", "Origin: " + origin, "Sec-Fetch-Site: cross-site"));
        assertProblem(sent, 403, "OTHER_SITE");
        assertHidden(sent);
        assertHidden(send("GET /streams/account/none", "Origin: " + origin));
    }

    @Test
    void thatNameTwoOriginsAreNobodys() throws IOException {
        assertHidden(send("GET /streams/account/none", "Origin: " + APP, "Origin: https://evil.example"));
    }

    /** A cache must not give the answer to those who may read it. */
    private static void assertHidden(RawClient.Answer answer) {
        assertThat(answer.headers())
                .doesNotContainKey("access-control-allow-origin")
                .containsEntry("vary", "Origin");
    }
}
