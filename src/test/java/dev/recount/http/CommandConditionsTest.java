package dev.recount.http;

import static dev.recount.http.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.server.TestClient.Answer;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The conditions that the headers of a command set. */
class CommandConditionsTest {

    @RegisterExtension
    static final BankServer BANK = new BankServer();

    private final BankAccount account = BankAccount.open(BANK.client());

    @Test
    void areCarriedOutForANewStreamAloneWhereNoneMayMatch() {
        assertThat(assertProblem(account.deposit("If-None-Match", "*"), 412, "VERSION_CONFLICT"))
                .contains("version 1");
        assertThat(account.version()).isEqualTo(1);
        Answer opened = BANK.client().post("/streams/account/none-yet/Open", BankAccount.OPEN, "If-None-Match", "*");
        assertThat(opened.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "If-None-Match | \"1\"",
                "If-Modified-Since | Wed, 21 Oct 2015 07:28:00 GMT",
                "If-Unmodified-Since | Wed, 21 Oct 2015 07:28:00 GMT",
                "If-Range | \"1\""
            })
    void areRefusedWhereNobodyLooksAtThem(String condition, String value) {
        assertThat(assertProblem(account.deposit(condition, value), 400, "MALFORMED"))
                .startsWith(condition + ": ");
        assertThat(account.version()).isEqualTo(1);
    }

    @Test
    void saveReadersWhatTheyHave() {
        String path = account.path();
        Answer known = BANK.client()
                .send(BANK.client()
                        .request(path)
                        .header("If-None-Match", "\"1\"")
                        .GET()
                        .build());
        assertThat(known.status()).isEqualTo(304);
        Answer other = BANK.client()
                .send(BANK.client()
                        .request(path)
                        .header("If-None-Match", "\"2\"")
                        .GET()
                        .build());
        assertThat(other.status()).isEqualTo(200);
    }

    /** Whoever hears nothing clear can ask again with the id that the server made. */
    @Test
    void areAnsweredWithTheIdOfTheCommand() {
        for (String condition : new String[] {"\"1\"", "\"7\"", "x"}) {
            Answer answer = account.deposit("If-Match", condition);
            assertThat(answer.response().headers().firstValue("Idempotency-Key"))
                    .as(condition)
                    .isNotEmpty();
        }
        for (Answer refused : List.of(
                account.deposit("If-Unmodified-Since", "Sat, 29 Oct 1994 19:43:31 GMT"),
                account.send("Deposit", "{\"amount\":1"),
                account.send("Nothing", "{}"),
                account.send("Deposit", "x".repeat(300_000)))) {
            assertThat(refused.status()).isIn(400, 404, 413);
            assertThat(refused.response().headers().firstValue("Idempotency-Key"))
                    .isNotEmpty();
        }
        Answer named = account.deposit("Idempotency-Key", "my-own");
        assertThat(named.response().headers().firstValue("Idempotency-Key")).contains("my-own");
    }

    @Nested
    class WithAnExpectedVersion {

        @ParameterizedTest
        @ValueSource(strings = {"\"1\"", "1"})
        void areCarriedOutAtThatVersion(String version) {
            assertThat(account.deposit("If-Match", version).status()).isEqualTo(200);
        }

        @ParameterizedTest
        @ValueSource(strings = {"\"0\"", "\"2\"", "\"999999999999999999\""})
        void areNotCarriedOutAtAnother(String version) {
            assertThat(assertProblem(account.deposit("If-Match", version), 412, "VERSION_CONFLICT"))
                    .contains("version 1");
            assertThat(account.version()).isEqualTo(1);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "*",
                    "\"*\"",
                    "W/\"1\"",
                    "\"1\", \"2\"",
                    "\"-1\"",
                    "\"1.0\"",
                    "\"x\"",
                    "\"\"",
                    "\"1",
                    "1\"",
                    "x",
                    "\"9999999999999999999999\"",
                    "'1'",
                    "\"\u0661\""
                })
        void areNotCarriedOutIfItIsNone(String version) throws IOException {
            assertThat(assertProblem(depositIf(version), 400, "MALFORMED")).startsWith("If-Match: ");
        }

        @Test
        void areNotCarriedOutIfThereAreTwo() {
            assertThat(assertProblem(account.deposit("If-Match", "\"1\"", "If-Match", "\"2\""), 400, "MALFORMED"))
                    .startsWith("If-Match: ");
        }
    }

    private RawClient.Answer depositIf(String version) throws IOException {
        return BANK.exchange(RawClient.post(account.path() + "/Deposit", BankAccount.DEPOSIT, "If-Match: " + version));
    }

    @Nested
    class WithAnIdempotencyKey {

        @Test
        void getTheFirstAnswerAgain() {
            JsonNode first = account.deposit("Idempotency-Key", "k").body();
            account.deposit();
            Answer again = account.deposit("Idempotency-Key", "k");

            assertThat(again.status()).isEqualTo(200);
            assertThat(again.body().path("repeat").asBoolean()).isTrue();
            assertThat(again.response().headers().firstValue("ETag")).hasValue("\"2\"");
            for (String field : new String[] {"stream", "version", "events", "state"}) {
                assertThat(again.body().path(field)).isEqualTo(first.path(field));
            }
            assertThat(account.version()).isEqualTo(3);
        }

        @Test
        void getItAgainWhateverTheConditionsWere() {
            account.deposit("Idempotency-Key", "k", "If-Match", "\"1\"");

            assertThat(account.deposit("Idempotency-Key", "k", "If-Match", "\"1\"")
                            .body()
                            .path("repeat")
                            .asBoolean())
                    .isTrue();
        }

        @Test
        void mayQuoteIt() {
            account.deposit("Idempotency-Key", "\"k\"");

            assertThat(account.deposit("Idempotency-Key", "k")
                            .body()
                            .path("repeat")
                            .asBoolean())
                    .isTrue();
        }

        @Test
        void areRefusedIfItCameWithAnotherCommand() {
            account.deposit("Idempotency-Key", "k");

            Answer other = account.send("Deposit", BankAccount.DEPOSIT.replace("700", "701"), "Idempotency-Key", "k");

            assertThat(assertProblem(other, 409, "COMMAND_ID_REUSED")).contains("k");
            assertThat(account.version()).isEqualTo(2);
        }

        @Test
        void areRefusedIfThereAreTwo() {
            assertThat(assertProblem(account.deposit("Idempotency-Key", "a", "Idempotency-Key", "b"), 400, "MALFORMED"))
                    .startsWith("Idempotency-Key: ");
        }
    }

    @Nested
    class WithATime {

        @ParameterizedTest
        @ValueSource(strings = {"1993-01-01T00:00:00Z", "1993-01-02T00:00:00.123456Z", "1993-01-02T01:00:00+01:00"})
        void happenedThen(String time) {
            assertThat(account.deposit("Recount-Time", time)
                            .body()
                            .path("events")
                            .path(0)
                            .path("time")
                            .asText())
                    .isEqualTo(Instant.parse(time).toString());
        }

        @ParameterizedTest
        @CsvSource({
            "9999-01-01T00:00:00Z, lies in the future",
            "+999999999-01-01T00:00:00Z, lies in the future",
            "0000-12-31T23:59:59Z, lies before the year 1",
            "1993-01-02, must be an instant",
            "1993-01-02T00:00:00, must be an instant",
            "1993-02-30T00:00:00Z, must be an instant",
            "726000000, must be an instant",
            "now, must be an instant"
        })
        void areRefusedIfItCannotBe(String time, String problem) {
            assertThat(assertProblem(account.deposit("Recount-Time", time), 400, "MALFORMED"))
                    .startsWith("Recount-Time: " + problem);
        }

        @Test
        void areRefusedIfItLiesBeforeTheLastEvent() {
            assertProblem(account.deposit("Recount-Time", "1992-12-31T23:59:59Z"), 409, "TIME_BEFORE_LAST_EVENT");
        }
    }
}
