package dev.recount.http;

import static dev.recount.http.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.server.TestClient.Answer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The answers where there is nothing to see or to do. */
class RoutesTest {

    @RegisterExtension
    static final BankServer BANK = new BankServer();

    private static final String ACCOUNT = "/streams/account/1";

    @BeforeAll
    static void open() {
        BANK.client().post(ACCOUNT + "/Open", BankAccount.OPEN);
    }

    @Nested
    class WhatIsNotThere {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/nothing",
                    "/console",
                    "/console/none/app.js",
                    "/streams/",
                    "/streams/nothing",
                    "/streams/nothing/1",
                    "/streams/nothing/1/events",
                    "/streams/Account/1",
                    "/streams/account/none",
                    "/streams/account/none/events",
                    "/streams/account/none/events?after=5",
                    "/streams/account/1/events/1",
                    "/streams/account/",
                    "/health",
                    "/health/else",
                })
        void isNotFound(String path) {
            assertProblem(BANK.client().get(path), 404, "NOT_FOUND");
        }

        @Test
        void isNotFoundAsACommand() {
            assertThat(assertProblem(BANK.client().post("/streams/nothing/1/Open", "{}"), 404, "NOT_FOUND"))
                    .contains("nothing");
            assertThat(assertProblem(BANK.client().post(ACCOUNT + "/Explode", "{}"), 404, "NOT_FOUND"))
                    .contains("Explode", "Deposit");
            assertProblem(BANK.client().post(ACCOUNT + "/open", "{}"), 404, "NOT_FOUND");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/streams/account/1/Deposit/",
                    "/streams/account/1/Deposit/1",
                    "/streams/account/1//Deposit",
                    "/streams//1/Deposit",
                    "/stream/account/1/Deposit",
                })
        void isNotFoundForACommand(String path) {
            assertProblem(BANK.client().post(path, BankAccount.OPEN), 404, "NOT_FOUND");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/streams/account/../../admin/views/turnover/pause",
                "/streams/account/%2e%2e/%2e%2e/admin/views/turnover/pause",
                "/streams/account/%2E./.%2e/admin/views/turnover/pause",
                "/streams/account/./1/Close",
                "/%2e/streams/account/1/Close",
                "/streams/account/1/%ff/Close",
                "/streams/account/1/%C3",
                "/streams/account/1/%c0%ae%c0%ae/Close",
            })
    void aPathThatOthersMayReadOtherwiseIsRefused(String path) throws IOException {
        RawClient.Answer answer = BANK.exchange(RawClient.head(path, "Content-Length: 0"));

        assertThat(assertProblem(answer, 400, "MALFORMED")).startsWith("path: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/streams/account/x://y/admin/views/turnover/pause",
                "/x://y/admin/views/turnover/pause",
                "/://admin/views/turnover/pause",
                "/://y/admin/views/turnover/pause",
            })
    void aPathWithAnotherAddressInItIsNotThatAddress(String path) throws IOException {
        assertProblem(BANK.exchange(RawClient.post(path, "")), 404, "NOT_FOUND");
    }

    @Test
    void aTargetWithTheServersNameIsReadByItsPath() throws IOException {
        RawClient.Answer answer = BANK.exchange(RawClient.post("http://localhost/streams/account/1/Explode", "{}"));

        assertThat(assertProblem(answer, 404, "NOT_FOUND")).contains("Explode");
    }

    @Test
    void whatIsEscapedInAPathIsWhatItStandsFor() {
        assertThat(BANK.client()
                        .post("/streams/%61ccount/%31/%4Fpen", BankAccount.OPEN)
                        .body()
                        .path("code")
                        .asText())
                .isEqualTo("ALREADY_OPEN");
    }

    @Nested
    class OtherMethods {

        @ParameterizedTest
        @CsvSource({
            "PUT, /streams/account/1, GET",
            "DELETE, /streams/account/1, GET",
            "POST, /streams/account/1, GET",
            "POST, /streams/account, GET",
            "GET, /streams/account/1/Deposit, POST",
            "PATCH, /streams/account/1/Deposit, POST",
            "GET, /streams, POST",
            "OPTIONS, /streams, POST",
            "POST, /health/live, GET",
            "DELETE, /streams/account/1/events, 'GET, POST'",
        })
        void areNotAllowed(String method, String path, String allowed) {
            Answer answer = BANK.client()
                    .send(BANK.client()
                            .request(path)
                            .method(method, BodyPublishers.noBody())
                            .build());

            assertThat(assertProblem(answer, 405, "METHOD_NOT_ALLOWED")).endsWith(allowed);
            assertThat(answer.response().headers().firstValue("Allow")).hasValue(allowed);
        }

        @Test
        void areHeadWhereGetIs() {
            for (String path : new String[] {
                "/health/live",
                ACCOUNT,
                ACCOUNT + "/events",
                "/streams/account",
                "/events",
                "/views",
                "/views/balances",
                "/admin/views",
                "/admin/handlers",
                ACCOUNT + "/decisions"
            }) {
                HttpResponse<String> answer = head(path);
                assertThat(answer.statusCode()).as(path).isEqualTo(200);
                assertThat(answer.body()).isEmpty();
                assertThat(answer.headers().firstValueAsLong("Content-Length").orElse(0))
                        .as(path)
                        .isPositive();
            }
            assertThat(head("/events", "Accept", "text/event-stream").headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
            assertThat(head("/nothing").statusCode()).isEqualTo(404);
            assertThat(head(ACCOUNT + "/Deposit").statusCode()).isEqualTo(405);
        }

        private static HttpResponse<String> head(String path, String... headers) {
            HttpRequest.Builder request = BANK.client().request(path).HEAD();
            return BANK.client().sendPlainly((headers.length > 0 ? request.headers(headers) : request).build());
        }

        @Test
        void areUnknown() {
            Answer answer = BANK.client()
                    .send(BANK.client()
                            .request(ACCOUNT)
                            .method("EXPLODE", BodyPublishers.noBody())
                            .build());

            assertThat(answer.status()).isIn(405, 501);
        }
    }

    @Nested
    class Parameters {

        @ParameterizedTest
        @CsvSource({
            "GET, /health/live",
            "GET, /health/ready",
            "GET, /metrics",
            "GET, /views",
            "GET, /admin/views",
            "GET, /admin/views/balances",
            "POST, /admin/views/balances/pause",
            "POST, /admin/views/balances/resume",
            "POST, /admin/views/balances/rebuild",
            "GET, /admin/handlers",
            "GET, /admin/handlers/nobody",
            "POST, /admin/handlers/nobody/pause",
            "POST, /admin/handlers/nobody/resume",
            "GET, /streams/account",
            "GET, /streams/account/1",
            "GET, /streams/account/1/events",
            "GET, /streams/account/1/decisions",
            "POST, /streams/account/1/Deposit",
            "GET, /events",
        })
        void thatNobodyKnowsAreNamed(String method, String path) {
            for (String query : new String[] {"x=1", "x", "x=1&y=2"}) {
                Answer answer = BANK.client()
                        .send(BANK.client()
                                .request(path + "?" + query)
                                .method(method, BodyPublishers.noBody())
                                .build());
                assertThat(assertProblem(answer, 400, "MALFORMED")).startsWith("x: is not a known query parameter; ");
            }
            assertThat(BANK.client()
                            .get("/admin/views/balances")
                            .body()
                            .path("state")
                            .asText())
                    .isEqualTo("RUNNING");
        }

        @Test
        void areNotForManyCommandsEither() {
            Answer answer = BANK.client()
                    .send(BANK.client()
                            .request("/streams?x=1")
                            .header("Content-Type", "application/x-ndjson")
                            .POST(BodyPublishers.ofString("{}"))
                            .build());

            assertThat(assertProblem(answer, 400, "MALFORMED")).startsWith("x: ");
        }
    }

    @Nested
    class Health {

        @Test
        void isTold() {
            assertThat(BANK.client().get("/health/live").body())
                    .hasToString(
                            "{\"status\":\"live\",\"checks\":{\"node\":\"ok\",\"actors\":\"ok\","
                                    + "\"journal\":\"ok\",\"journal-writer\":\"ok\",\"rejection-writer\":\"ok\",\"keys\":\"ok\"}}");
            assertThat(BANK.client().get("/health/ready").body())
                    .hasToString(
                            "{\"status\":\"ready\",\"checks\":{\"node\":\"ok\",\"journal\":\"ok\",\"keys\":\"ok\"}}");
        }
    }
}
