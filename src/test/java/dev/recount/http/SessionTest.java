package dev.recount.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.server.Pause;
import dev.recount.server.TestSession;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands that are sent one after another over a session. */
class SessionTest {

    @RegisterExtension
    static final BankServer BANK = new BankServer();

    private static TestSession open(String... headers) {
        return TestSession.open(BANK.port(), headers);
    }

    private static int status(JsonNode result) {
        return result.path("status").asInt();
    }

    private static JsonNode account(String account) {
        return BANK.client().get("/streams/" + account).body();
    }

    @Nested
    class Results {

        @Test
        void tellStreamVersionTokenAndRepeat() {
            String account = BankAccount.newStream();
            try (TestSession session = open()) {
                assertThat(session.ask(BulkLines.open(account)))
                        .hasToString("{\"line\":1,\"status\":200,\"stream\":\"" + account
                                + "\",\"version\":1,\"token\":\"" + account + "@1\",\"repeat\":false}");
            }
        }

        @Test
        void areThoseOfABulkRequest() {
            String inSession = BankAccount.newStream();
            String inBulk = BankAccount.newStream();
            List<JsonNode> expected = BulkResults.send(BANK, lines(inBulk).toArray(String[]::new));
            try (TestSession session = open()) {
                List<JsonNode> results =
                        lines(inSession).stream().map(session::ask).toList();

                assertThat(results.stream().map(result -> result.toString().replace(inSession, "account/x")))
                        .containsExactlyElementsOf(expected.stream()
                                .map(result -> result.toString().replace(inBulk, "account/x"))
                                .toList());
            }
            assertThat(expected).extracting(BulkResults::status).contains(200, 400, 404, 409, 412, 422);
        }

        private static List<String> lines(String account) {
            return List.of(
                    identified(BulkLines.deposit(account, 1), "early"),
                    identified(BulkLines.open(account), "open"),
                    identified(BulkLines.open(account), "open"),
                    identified(BulkLines.deposit(account, 1), "open"),
                    identified(BulkLines.withdraw(account, 1_000), "much"),
                    BulkLines.with(identified(BulkLines.deposit(account, 1), "late"), "\"expectedVersion\":7"),
                    identified(BulkLines.line(account, "Explode", "{}"), "none"),
                    identified(BulkLines.line(account, "Deposit", "{\"amount\":\"1\"}"), "text"),
                    "{\"command\":\"Open\"}",
                    "no command",
                    identified(BulkLines.deposit(account, 5), "last"));
        }

        private static String identified(String line, String id) {
            return BulkLines.with(line, "\"id\":\"" + id + "\"");
        }

        @Test
        void comeOneAtATimeForThousands() {
            String account = BankAccount.newStream();
            try (TestSession session = open()) {
                session.ask(BulkLines.open(account));
                for (int version = 2; version <= 2_000; version++) {
                    JsonNode result = session.ask(BulkLines.deposit(account, 1));
                    assertThat(status(result)).isEqualTo(200);
                    assertThat(result.path("version").asInt()).isEqualTo(version);
                }
            }
            assertThat(account(account).path("state").path("balance").decimalValue())
                    .isEqualByComparingTo("1999");
        }

        @Test
        void followTheOrderOfEachStreamsMessages() {
            int streams = 50;
            List<String> accounts = IntStream.range(0, streams)
                    .mapToObj(_ -> BankAccount.newStream())
                    .toList();
            try (TestSession session = open()) {
                List<CompletableFuture<JsonNode>> sent = IntStream.range(0, 5_000)
                        .mapToObj(i -> session.send(
                                i < streams
                                        ? BulkLines.open(accounts.get(i))
                                        : BulkLines.deposit(accounts.get(i % streams), 1)))
                        .toList();

                for (int i = 0; i < sent.size(); i++) {
                    JsonNode result = sent.get(i).join();
                    assertThat(status(result)).as(result.toString()).isEqualTo(200);
                    assertThat(result.path("version").asInt()).isEqualTo(i / streams + 1);
                }
            }
        }

        @Test
        void belongToTheConversationOfTheSession() {
            String account = BankAccount.newStream();
            try (TestSession session = open("Recount-Correlation", "talk")) {
                session.ask(BulkLines.open(account));
            }
            assertThat(BANK.client()
                            .get("/streams/" + account + "/events")
                            .body()
                            .path("events")
                            .path(0)
                            .path("correlationid")
                            .asText())
                    .isEqualTo("talk");
        }

        @Test
        void areOfAsManySessionsAsAreOpen() {
            try (TestSession session = open()) {
                session.ask("{}");
                assertThat(sessions()).isPositive();
            }
            Pause.until(() -> sessions() == 0);
        }

        private static double sessions() {
            return BANK.client()
                    .sendText(BANK.client().request("/metrics").build())
                    .lines()
                    .filter(line -> line.startsWith("recount_http_sessions "))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
                    .sum();
        }
    }

    @Nested
    class Messages {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "''|400|a line must be a JSON object",
                    "[]|400|a line must be a JSON object",
                    "{\"stream\":\"account/1\"}|400|command: is missing",
                    "{\"stream\":7,\"command\":\"Open\"}|400|stream: must be a text",
                    "{\"stream\":\"account/1\",\"command\":\"Open\",\"when\":1}|400|when: is not a known field",
                    "{\"stream\":\"account/1\",\"command\":\"Deposit\",\"data\":{\"amount\":1}}|400|data.method: is missing",
                    "{\"stream\":\"account/1\",\"command\":\"Open\"}{}|400|there is more after the end",
                })
        void thatAreMalformedAreNamedAndTheSessionGoesOn(String message, int status, String detail) {
            String account = BankAccount.newStream();
            try (TestSession session = open()) {
                JsonNode result = session.ask(message);
                assertThat(status(result)).isEqualTo(status);
                assertThat(result.path("detail").asText()).contains(detail);
                assertThat(status(session.ask(BulkLines.open(account)))).isEqualTo(200);
            }
        }

        @Test
        void thatAreTooLongAreNotReadWhole() {
            String account = BankAccount.newStream();
            String part = "x".repeat(100_000);
            try (TestSession session = open()) {
                for (List<String> parts :
                        List.of(List.of(part.repeat(3)), List.of(part, part, part), List.of("ä".repeat(200_000)))) {
                    JsonNode result = session.send(parts).join();
                    assertThat(status(result)).isEqualTo(413);
                    assertThat(result.path("code").asText()).isEqualTo("TOO_LARGE");
                }
                assertThat(session.send(List.of(part, part))
                                .join()
                                .path("detail")
                                .asText())
                        .isEqualTo("the line is not JSON");
                assertThat(status(session.ask(BulkLines.open(account)))).isEqualTo(200);
            }
        }

        @Test
        void areTakenInParts() {
            String line = BulkLines.open(BankAccount.newStream());
            try (TestSession session = open()) {
                assertThat(status(session.send(List.of(line.substring(0, 10), "", line.substring(10)))
                                .join()))
                        .isEqualTo(200);
            }
        }

        @Test
        void ofBytesAreNotRead() {
            String account = BankAccount.newStream();
            try (TestSession session = open()) {
                assertThat(session.send(new byte[] {1, 2, 3})
                                .join()
                                .path("detail")
                                .asText())
                        .contains("binary");
                assertThat(status(session.ask(BulkLines.open(account)))).isEqualTo(200);
            }
        }
    }

    @Nested
    class BrokenConnections {

        @Test
        void loseAndDoubleNothingOnceAllIsSentAgain() {
            String account = BankAccount.newStream();
            var lines = new ArrayList<String>();
            lines.add(BulkLines.with(BulkLines.open(account), "\"id\":\"open\""));
            IntStream.rangeClosed(1, 150)
                    .forEach(i -> lines.add(BulkLines.with(BulkLines.deposit(account, i), "\"id\":\"d" + i + "\"")));
            for (int cut : new int[] {0, 20, 60, 100}) {
                TestSession session = open();
                List<CompletableFuture<JsonNode>> sent =
                        lines.stream().map(session::send).toList();
                sent.get(cut).join();
                session.abort();
                session.close();
            }

            try (TestSession session = open()) {
                List<CompletableFuture<JsonNode>> sent =
                        lines.stream().map(session::send).toList();
                List<JsonNode> results =
                        sent.stream().map(CompletableFuture::join).toList();
                assertThat(results).allMatch(result -> status(result) == 200);
                assertThat(results.subList(0, 101))
                        .allMatch(result -> result.path("repeat").asBoolean());
                assertThat(results.stream().map(result -> result.path("version").asLong()))
                        .isSortedAccordingTo(Comparator.naturalOrder());
            }
            JsonNode state = account(account);
            assertThat(state.path("version").asInt()).isEqualTo(lines.size());
            assertThat(state.path("state").path("balance").decimalValue()).isEqualByComparingTo("11325");
        }
    }
}
