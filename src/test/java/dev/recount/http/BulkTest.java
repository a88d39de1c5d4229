package dev.recount.http;

import static dev.recount.http.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many commands in one request. */
class BulkTest {

    @RegisterExtension
    static final BankServer BANK = new BankServer();

    @Nested
    class Results {

        @Test
        void tellStreamVersionTokenAndRepeat() {
            String account = BankAccount.newStream();

            assertThat(BulkResults.send(BANK, BulkLines.open(account)).getFirst())
                    .hasToString("{\"line\":1,\"status\":200,\"stream\":\"" + account + "\",\"version\":1,\"token\":\""
                            + account + "@1\",\"repeat\":false}");
        }

        @Test
        void followTheOrderOfAStreamsLines() {
            String account = BankAccount.newStream();
            var lines = new ArrayList<>(List.of(BulkLines.open(account)));
            IntStream.range(0, 500).forEach(i -> lines.add(BulkLines.deposit(account, 1)));

            List<JsonNode> results = BANK.client().bulk(lines);

            assertThat(results).extracting(BulkResults::line).isSorted().hasSize(501);
            assertThat(results).allMatch(result -> result.path("version").asInt() == BulkResults.line(result));
            assertThat(results)
                    .allMatch(result -> result.path("token").asText().equals(account + "@" + BulkResults.line(result)));
        }

        @Test
        void numberTheLinesOfManyStreams() {
            List<String> opened = IntStream.range(0, 300)
                    .mapToObj(i -> BankAccount.newStream())
                    .toList();
            var lines = new ArrayList<>(opened.stream().map(BulkLines::open).toList());
            lines.addAll(opened.stream()
                    .map(account -> BulkLines.deposit(account, 5))
                    .toList());

            List<JsonNode> results = BANK.client().bulk(lines);

            assertThat(results)
                    .extracting(BulkResults::line)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.rangeClosed(1, 600).boxed().toList());
            assertThat(results)
                    .allMatch(result -> BulkResults.status(result) == 200
                            && result.path("stream").asText().equals(opened.get((BulkResults.line(result) - 1) % 300)));
        }

        @Test
        void countBlankLinesAndDoNotAnswerThem() {
            String account = BankAccount.newStream();

            assertThat(BulkResults.send(
                            BANK,
                            "",
                            BulkLines.open(account),
                            "   ",
                            "\r",
                            "\t",
                            BulkLines.deposit(account, 1),
                            "",
                            ""))
                    .extracting(BulkResults::line)
                    .containsExactly(2, 6);
        }

        @Test
        void doNotDependOnHowLinesEnd() {
            String account = BankAccount.newStream();

            assertThat(BulkResults.send(BANK, BulkLines.open(account) + "\r", BulkLines.deposit(account, 1) + "\r"))
                    .allMatch(result -> BulkResults.status(result) == 200);
            assertThat(BulkResults.send(BANK, BulkLines.deposit(account, 1), ""))
                    .allMatch(result -> BulkResults.status(result) == 200);
        }

        @Test
        void areNoneIfThereAreNoLines() {
            assertThat(BulkResults.send(BANK, "")).isEmpty();
            assertThat(BulkResults.send(BANK, "\n\n")).isEmpty();
        }

        @Test
        void arePassedOnAsRejections() {
            String account = BankAccount.newStream();

            List<JsonNode> results = BulkResults.send(
                    BANK, BulkLines.open(account), BulkLines.withdraw(account, 1000), BulkLines.deposit(account, 1));

            assertThat(results).extracting(BulkResults::status).containsExactly(200, 422, 200);
            assertThat(results.get(1).path("code").asText()).isEqualTo("INSUFFICIENT_FUNDS");
        }
    }

    @Nested
    class Conditions {

        @Test
        void areHeld() {
            String account = BankAccount.newStream();

            List<JsonNode> results = BulkResults.send(
                    BANK,
                    BulkLines.with(BulkLines.open(account), "\"expectedVersion\":0"),
                    BulkLines.with(BulkLines.deposit(account, 1), "\"expectedVersion\":1"),
                    BulkLines.with(BulkLines.deposit(account, 1), "\"expectedVersion\":1"),
                    BulkLines.with(BulkLines.deposit(account, 1), "\"time\":\"1993-01-01T00:00:00Z\""));

            assertThat(results).extracting(BulkResults::status).containsExactly(200, 200, 412, 409);
            assertThat(results.get(2).path("code").asText()).isEqualTo("VERSION_CONFLICT");
            assertThat(results.get(3).path("code").asText()).isEqualTo("TIME_BEFORE_LAST_EVENT");
        }

        @Test
        void tellARepeatFromAnotherCommand() {
            String account = BankAccount.newStream();
            String first = BulkLines.with(BulkLines.deposit(account, 1), "\"id\":\"k\"");

            List<JsonNode> results = BulkResults.send(
                    BANK,
                    BulkLines.open(account),
                    first,
                    first,
                    BulkLines.with(BulkLines.deposit(account, 2), "\"id\":\"k\""));

            assertThat(results).extracting(BulkResults::status).containsExactly(200, 200, 200, 409);
            assertThat(results)
                    .extracting(result -> result.path("repeat").asBoolean())
                    .containsExactly(false, false, true, false);
            assertThat(results.get(2).path("version").asInt()).isEqualTo(2);
        }

        @Test
        void tellTheConversation() {
            String account = BankAccount.newStream();
            BulkResults.send(BANK, BulkLines.with(BulkLines.open(account), "\"correlation\":\"talk\",\"id\":\"k\""));

            JsonNode event = BANK.client()
                    .get("/streams/" + account + "/events")
                    .body()
                    .path("events")
                    .path(0);
            assertThat(event.path("correlationid").asText()).isEqualTo("talk");
            assertThat(event.path("commandid").asText()).isEqualTo("k");
        }
    }

    @Nested
    class Requests {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "application/json",
                    "text/plain",
                    "application/octet-stream",
                    "multipart/form-data; boundary=x"
                })
        void areOfOneTypeOnly(String type) {
            var request = BANK.client()
                    .request("/streams")
                    .header("Content-Type", type)
                    .POST(BodyPublishers.ofString("{}"));

            assertProblem(BANK.client().send(request.build()), 415, "UNSUPPORTED_MEDIA_TYPE");
        }
    }
}
