package dev.recount.http;

import static dev.recount.http.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.server.TestClient.Answer;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One command in one request. */
class CommandsTest {

    @RegisterExtension
    static final BankServer BANK = new BankServer();

    private final BankAccount account = BankAccount.open(BANK.client());

    @Nested
    class Accepted {

        @Test
        void areAnsweredWithVersionEventsAndState() {
            Answer answer = account.deposit("Recount-Time", "1993-01-02T03:04:05Z");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.response().headers().firstValue("ETag")).hasValue("\"2\"");
            assertThat(answer.response().headers().firstValue("Content-Type")).hasValue("application/json");
            assertThat(answer.body().fieldNames())
                    .toIterable()
                    .containsExactly("stream", "version", "token", "repeat", "events", "state");
            assertThat(answer.body().path("stream").asText()).isEqualTo(account.stream());
            assertThat(answer.body().path("token").asText()).isEqualTo(account.stream() + "@2");
            assertThat(answer.response().headers().firstValue("Recount-Token")).hasValue(account.stream() + "@2");
            assertThat(answer.body().path("version").asLong()).isEqualTo(2);
            assertThat(answer.body().path("repeat").isBoolean()).isTrue();
            assertThat(answer.body().path("repeat").asBoolean()).isFalse();
            assertThat(answer.body().path("state"))
                    .hasToString("{\"status\":\"Open\",\"owner\":\"Ann\",\"balance\":700.00,\"overdraftLimit\":100.00,"
                            + "\"lastClosedMonth\":null}");
        }

        @Test
        void tellTheirEventsAsCloudEvents() {
            JsonNode event = account.deposit(
                            "Recount-Time",
                            "1993-01-02T03:04:05Z",
                            "Idempotency-Key",
                            "key-1",
                            "Recount-Correlation",
                            "talk-1")
                    .body()
                    .path("events")
                    .path(0);

            assertThat(event.path("specversion").asText()).isEqualTo("1.0");
            assertThat(event.path("source").asText()).isEqualTo(account.path());
            assertThat(event.path("id").asText()).isEqualTo(account.stream() + "@2");
            assertThat(event.path("type").asText()).isEqualTo("account.Deposited");
            assertThat(event.path("time").asText()).isEqualTo("1993-01-02T03:04:05Z");
            assertThat(event.path("datacontenttype").asText()).isEqualTo("application/json");
            assertThat(event.path("data")).hasToString(BankAccount.DEPOSIT);
            assertThat(event.path("version").asLong()).isEqualTo(2);
            assertThat(event.path("revision").asInt()).isEqualTo(1);
            assertThat(event.path("principal").asText()).isEqualTo("anonymous");
            assertThat(event.path("commandid").asText()).isEqualTo("key-1");
            assertThat(event.path("correlationid").asText()).isEqualTo("talk-1");
            assertThat(event.path("previoushash").asText()).matches("[A-Za-z0-9_-]{43}");
            assertThat(Instant.parse(event.path("recorded").asText()))
                    .isAfter(Instant.now().minus(Duration.ofMinutes(5)));
            assertThat(event.fieldNames()).toIterable().allMatch(name -> name.matches("[a-z0-9]{1,20}"));
        }

        @Test
        void haveIdsAndConversationsOfTheirOwn() {
            JsonNode event = account.deposit().body().path("events").path(0);

            assertThat(event.path("commandid").asText())
                    .hasSize(36)
                    .isEqualTo(event.path("correlationid").asText());
        }

        @Test
        void needNoBodyWhereTheyHaveNoFields() {
            var noBody = BANK.client().request(account.path() + "/Close").POST(BodyPublishers.noBody());

            assertThat(BANK.client().send(noBody.build()).status()).isEqualTo(200);
        }
    }

    @Nested
    class Rejected {

        @Test
        void areAnsweredWithTheReason() {
            Answer answer = account.send("Withdraw", "{\"amount\":100.01,\"method\":\"CARD\"}");

            assertProblem(answer, 422, "INSUFFICIENT_FUNDS");
            assertThat(account.version()).isEqualTo(1);
        }
    }

    @Nested
    class Malformed {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "{'method':'CASH'}                                | amount: is missing",
                    "{'amount':'7','method':'CASH'}               | amount: must be a number",
                    "{'amount':1e400,'method':'CASH'}               | amount: has more than 100 digits",
                    "{'amount':1,'method':'GOLD'}                   | method: must be one of CASH, TRANSFER",
                    "{'amount':1,'method':'CASH','more':1}        | more: is not a known field; known are amount, method",
                    "{'amount':1,'amount':2,'method':'CASH'}      | amount: is there twice",
                    "[]                                                   | must be a JSON object",
                    "null                                                 | a JSON object is expected",
                    "{'amount':1,'method':'CASH'} x                 | the text is not JSON",
                    "{'amount':NaN,'method':'CASH'}                 | the text is not JSON at line 1, column 14",
                })
        void areRefusedByField(String json, String problem) {
            assertThat(assertProblem(account.send("Deposit", json.replace('\'', '"')), 400, "MALFORMED"))
                    .startsWith(problem);
        }

        @Test
        void areRefusedForHalvesOfCharacters() {
            Answer answer =
                    BANK.client().post("/streams/account/half/Open", "{\"owner\":\"\\ud83d\",\"overdraftLimit\":0}");

            assertThat(assertProblem(answer, 400, "MALFORMED")).startsWith("owner: ");
        }
    }

    @Test
    void keepNumbersAsTheyAre() {
        account.send("Deposit", "{\"amount\":123456789012345.67,\"method\":\"CASH\"}");

        assertThat(BANK.client()
                        .get(account.path())
                        .body()
                        .path("state")
                        .path("balance")
                        .decimalValue())
                .isEqualTo(new BigDecimal("123456789012345.67"));
    }
}
