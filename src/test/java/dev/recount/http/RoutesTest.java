package dev.recount.http;

import static dev.recount.http.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.server.TestClient.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said where there is nothing to see or to do. */
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
                    "/",
                    "/nothing",
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
    class Health {

        @Test
        void isTold() {
            assertThat(BANK.client().get("/health/live").body()).hasToString("{\"status\":\"live\"}");
            assertThat(BANK.client().get("/health/ready").body()).hasToString("{\"status\":\"ready\"}");
        }
    }
}
