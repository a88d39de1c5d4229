package dev.recount.http;

import static dev.recount.http.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.server.TestClient.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The questions about streams that are there. */
class QueriesTest {

    @RegisterExtension
    static final BankServer BANK = new BankServer(http -> http);

    private static final String ACCOUNT = "/streams/account/q07";
    private static final int ACCOUNTS = 25;

    /** One account has an event a day from the first of January on; all have one. */
    @BeforeAll
    static void fill() {
        var lines = new ArrayList<String>();
        IntStream.range(0, ACCOUNTS)
                .forEach(number -> lines.add(
                        line("q%02d".formatted(number), 1, "Open", "{\"owner\":\"Ann\",\"overdraftLimit\":0}")));
        IntStream.rangeClosed(2, 12)
                .forEach(day -> lines.add(line("q07", day, "Deposit", "{\"amount\":10,\"method\":\"CASH\"}")));
        assertThat(BANK.client().bulk(lines))
                .allMatch(result -> result.path("status").asInt() == 200);
    }

    private static String line(String id, int day, String command, String data) {
        return "{\"stream\":\"account/%s\",\"command\":\"%s\",\"data\":%s,\"time\":\"1993-01-%02dT12:00:00Z\"}"
                .formatted(id, command, data, day);
    }

    @Nested
    class States {

        @Test
        void areTheLatestUnlessAskedOtherwise() {
            Answer answer = BANK.client().get(ACCOUNT);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.response().headers().firstValue("ETag")).hasValue("\"12\"");
            assertThat(answer.body())
                    .hasToString(
                            "{\"stream\":\"account/q07\",\"version\":12,\"time\":\"1993-01-12T12:00:00Z\",\"state\":"
                                    + "{\"status\":\"Open\",\"owner\":\"Ann\",\"balance\":110.00,\"overdraftLimit\":0.00,"
                                    + "\"lastClosedMonth\":null}}");
        }

        @ParameterizedTest
        @CsvSource({
            "version=1, 1, 0.00",
            "version=5, 5, 40.00",
            "version=12, 12, 110.00",
            "at=1993-01-05T12:00:00Z, 5, 40.00",
            "at=1993-01-05T11:59:59.999999999Z, 4, 30.00",
            "at=1993-01-05T13:00:00%2B01:00, 5, 40.00",
            "at=1993-01-05, 5, 40.00",
            "at=1993-01-04, 4, 30.00",
            "at=9999-12-31, 12, 110.00",
        })
        void areAsOfAVersionOrATime(String query, long version, String balance) {
            Answer answer = BANK.client().get(ACCOUNT + "?" + query);

            assertThat(answer.body().path("version").asLong()).isEqualTo(version);
            assertThat(answer.body().path("state").path("balance").decimalValue())
                    .isEqualTo(balance);
            assertThat(answer.response().headers().firstValue("ETag")).hasValue("\"" + version + "\"");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"version=13", "version=9223372036854775807", "at=1992-12-31", "at=0001-01-01T00:00:00Z"})
        void areNotThereYet(String query) {
            assertProblem(BANK.client().get(ACCOUNT + "?" + query), 404, "NOT_FOUND");
        }

        @ParameterizedTest
        @CsvSource({
            "version=1&at=1993-01-01, at",
            "version=0, version",
            "version=-1, version",
            "version=x, version",
            "version=1.0, version",
            "version=, version",
            "version=9223372036854775808, version",
            "version=1&version=2, version",
            "at=, at",
            "at=yesterday, at",
            "at=1993-13-01, at",
            "at=1993-01-05T12:00:00, at",
            "at=1993-01-05T13:00:00+01:00, at",
            "after=1, after",
            "Version=1, Version",
            "version=1&more=, more",
            "a%00b=1, a\0b",
        })
        void areNotAskedForInAnotherWay(String query, String name) {
            assertThat(assertProblem(BANK.client().get(ACCOUNT + "?" + query), 400, "MALFORMED"))
                    .startsWith(name + ": ");
        }
    }

    @Nested
    class Events {

        @Test
        void areListedInOrder() {
            Answer answer = BANK.client().get(ACCOUNT + "/events");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().path("stream").asText()).isEqualTo("account/q07");
            assertThat(versions(answer.body()))
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, 12).boxed().toList());
            assertThat(answer.body().has("next")).isFalse();
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 5, 6, 11, 12, 13, 1000})
        void arePagedToTheEnd(int limit) {
            assertThat(pages(ACCOUNT + "/events?limit=" + limit, QueriesTest::versions))
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, 12).boxed().toList());
        }

        @Test
        void goOnAfterAVersion() {
            assertThat(versions(BANK.client().get(ACCOUNT + "/events?after=10").body()))
                    .containsExactly(11, 12);
            assertThat(versions(BANK.client().get(ACCOUNT + "/events?after=12").body()))
                    .isEmpty();
            assertThat(versions(BANK.client()
                            .get(ACCOUNT + "/events?after=9223372036854775806")
                            .body()))
                    .isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "after=-1, after",
            "after=9223372036854775807, after",
            "after=x, after",
            "limit=0, limit",
            "limit=1001, limit",
            "limit=1e2, limit",
            "version=1, version"
        })
        void areNotAskedForInAnotherWay(String query, String name) {
            assertThat(assertProblem(BANK.client().get(ACCOUNT + "/events?" + query), 400, "MALFORMED"))
                    .startsWith(name + ": ");
        }
    }

    @Nested
    class Ids {

        @Test
        void areListedInOrder() {
            Answer answer = BANK.client().get("/streams/account");

            assertThat(answer.body().path("type").asText()).isEqualTo("account");
            assertThat(ids(answer.body()))
                    .hasSize(ACCOUNTS)
                    .isSorted()
                    .startsWith("q00")
                    .endsWith("q24");
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 7, 24, 25, 26})
        void arePagedToTheEnd(int limit) {
            assertThat(pages("/streams/account?limit=" + limit, QueriesTest::ids))
                    .hasSize(ACCOUNTS)
                    .isSorted()
                    .doesNotHaveDuplicates();
        }

        @ParameterizedTest
        @CsvSource({"after=%00, after", "after=a'b, after", "after=, after", "limit=0, limit", "at=1993-01-01, at"})
        void areNotAskedForInAnotherWay(String query, String name) {
            assertThat(assertProblem(BANK.client().get("/streams/account?" + query), 400, "MALFORMED"))
                    .startsWith(name + ": ");
        }
    }

    private static List<Integer> versions(JsonNode page) {
        return page.path("events")
                .valueStream()
                .map(event -> event.path("version").asInt())
                .toList();
    }

    private static List<String> ids(JsonNode page) {
        return page.path("streams").valueStream().map(JsonNode::asText).toList();
    }

    private static <T> List<T> pages(String first, Function<JsonNode, List<T>> items) {
        var all = new ArrayList<T>();
        String path = first;
        while (!path.isEmpty()) {
            JsonNode page = BANK.client().get(path).body();
            all.addAll(items.apply(page));
            path = page.path("next").asText();
        }
        return all;
    }
}
