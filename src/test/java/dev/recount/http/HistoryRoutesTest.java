package dev.recount.http;

import static dev.recount.http.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.server.TestClient.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Differences and histories over HTTP. */
class HistoryRoutesTest {

    @RegisterExtension
    static final BankServer BANK = new BankServer(http -> http);

    private static final String ACCOUNT = "/streams/account/h1";

    /** An event a day from the first of January on. */
    @BeforeAll
    static void fill() {
        var lines = new ArrayList<String>();
        lines.add(line(1, "Open", "{\"owner\":\"Ann\",\"overdraftLimit\":0}"));
        IntStream.rangeClosed(2, 12)
                .forEach(day -> lines.add(line(day, "Deposit", "{\"amount\":10,\"method\":\"CASH\"}")));
        assertThat(BANK.client().bulk(lines))
                .allMatch(result -> result.path("status").asInt() == 200);
    }

    private static String line(int day, String command, String data) {
        return ("{\"stream\":\"account/h1\",\"command\":\"%s\",\"data\":%s,\"id\":\"c%d\",\"correlation\":\"talk\","
                        + "\"time\":\"1993-01-%02dT12:00:00Z\"}")
                .formatted(command, data, day, day);
    }

    private static JsonNode get(String path) {
        Answer answer = BANK.client().get(path);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer.body();
    }

    @Test
    void differencesAreJsonPatches() {
        assertThat(get(ACCOUNT + "/diff?from=2&to=5"))
                .hasToString("{\"stream\":\"account/h1\",\"from\":2,\"to\":5,\"patch\":"
                        + "[{\"op\":\"replace\",\"path\":\"/balance\",\"value\":40.00}]}");
        assertThat(get(ACCOUNT + "/diff?from=5&to=5").path("patch")).isEmpty();
        assertThat(get(ACCOUNT + "/diff?from=5&to=2").path("patch").path(0).path("value"))
                .hasToString("10.00");
        assertThat(get(ACCOUNT + "/diff?from=0&to=1").path("patch").path(0))
                .hasToString("{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"Open\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "fromAt=1993-01-02&toAt=1993-01-05T12:00:00Z, 2, 5",
        "fromAt=1993-01-02T11:59:59.999999999Z&to=5, 1, 5",
        "from=0&toAt=9999-12-31, 0, 12",
        "fromAt=1992-12-31, 0, 12",
        "fromAt=1970-01-01&toAt=1970-01-02, 0, 0",
        "from=7, 7, 12",
    })
    void differencesAreBetweenVersionsOrTimes(String query, long from, long to) {
        JsonNode difference = get(ACCOUNT + "/diff?" + query);

        assertThat(difference.path("from").asLong()).isEqualTo(from);
        assertThat(difference.path("to").asLong()).isEqualTo(to);
    }

    @Test
    void historiesTellWhatWhenByWhomAndWhy() {
        JsonNode page = get(ACCOUNT + "/history?after=1&limit=2");

        assertThat(page.path("stream").asText()).isEqualTo("account/h1");
        assertThat(page.path("next").asText()).isEqualTo("/streams/account/h1/history?limit=2&after=3");
        JsonNode entry = page.path("history").path(0);
        assertThat(entry.path("events").path(0))
                .isEqualTo(
                        get(ACCOUNT + "/events?after=1&limit=1").path("events").path(0));
        assertThat(entry.path("events").path(0).path("correlationid").asText()).isEqualTo("talk");
        assertThat(entry.path("events").path(0).path("principal").asText()).isEqualTo("anonymous");
        assertThat(entry.path("command"))
                .hasToString("{\"id\":\"c2\",\"name\":\"Deposit\",\"data\":{\"amount\":10,\"method\":\"CASH\"}}");
        assertThat(entry.path("state")).isEqualTo(get(ACCOUNT + "?version=2").path("state"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 6, 11, 12, 13, 1000})
    void historiesArePagedToTheEnd(int limit) {
        List<Integer> versions = new ArrayList<>();
        String path = ACCOUNT + "/history?limit=" + limit;
        while (!path.isEmpty()) {
            JsonNode page = get(path);
            page.path("history")
                    .forEach(entry -> versions.add(entry.path("version").asInt()));
            path = page.path("next").asText();
        }

        assertThat(versions)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 12).boxed().toList());
        assertThat(get(ACCOUNT + "/history?after=12").path("history")).isEmpty();
        assertThat(get(ACCOUNT + "/history?after=9223372036854775806&limit=1000")
                        .path("history"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "h1/diff?from=13",
                "h1/diff?from=0&to=13",
                "h1/diff?from=9223372036854775807&to=0",
                "nobody/diff?from=0&to=0",
                "nobody/diff?fromAt=1993-01-01",
                "nobody/history",
            })
    void areOnlyOfWhatIsThere(String path) {
        assertProblem(BANK.client().get("/streams/account/" + path), 404, "NOT_FOUND");
    }

    @ParameterizedTest
    @CsvSource({
        "diff?, from",
        "diff?to=3, from",
        "diff?from=, from",
        "diff?from=-1, from",
        "diff?from=x, from",
        "diff?from=1.5, from",
        "diff?from=9223372036854775808, from",
        "diff?from=1&from=2, from",
        "diff?from=1&fromAt=1993-01-01, fromAt",
        "diff?from=1&to=2&toAt=1993-01-01, toAt",
        "diff?from=1&to=-1, to",
        "diff?from=1&toAt=yesterday, toAt",
        "diff?fromAt=1993-13-01, fromAt",
        "diff?from=1&limit=3, limit",
        "diff?a%00b=1, a\0b",
        "history?after=-1, after",
        "history?after=9223372036854775807, after",
        "history?after=x, after",
        "history?limit=0, limit",
        "history?limit=1001, limit",
        "history?at=1993-01-01, at",
        "history?after=1&after=1, after",
    })
    void areNotAskedForInAnotherWay(String path, String name) {
        assertThat(assertProblem(BANK.client().get(ACCOUNT + "/" + path), 400, "MALFORMED"))
                .startsWith(name + ": ");
    }

    @Test
    void areReadNotSent() {
        assertProblem(BANK.client().post(ACCOUNT + "/diff", "{}"), 404, "NOT_FOUND");
        assertProblem(BANK.client().get("/streams/loan/1/history"), 404, "NOT_FOUND");
        assertThat(assertProblem(BANK.client().get("/streams/account/a'b/history"), 400, "MALFORMED"))
                .startsWith("path: ");
    }
}
