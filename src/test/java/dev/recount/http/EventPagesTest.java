package dev.recount.http;

import static dev.recount.http.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.server.TestClient.Answer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of the log. */
class EventPagesTest {

    @RegisterExtension
    static final BankServer BANK = new BankServer(http -> http);

    private static JsonNode page(String path) {
        Answer answer = BANK.client().get(path);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static List<JsonNode> events(JsonNode page) {
        return StreamSupport.stream(page.path("events").spliterator(), false).toList();
    }

    private static List<String> ids(List<JsonNode> events) {
        return events.stream().map(event -> event.path("id").asText()).toList();
    }

    /** Follows the pages from one on until the head, and returns the page that is the head. */
    private static JsonNode readToHead(String path, List<JsonNode> read) {
        JsonNode page = page(path);
        read.addAll(events(page));
        while (!page.path("head").asBoolean()) {
            page = page(page.path("next").asText());
            read.addAll(events(page));
        }
        return page;
    }

    /** Opens accounts and pays into each, and returns the ids of their events. */
    private static List<String> write(int accounts, int deposits) {
        List<String> written = new ArrayList<>();
        for (int i = 0; i < accounts; i++) {
            BankAccount account = BankAccount.open(BANK.client());
            IntStream.range(0, deposits)
                    .forEach(_ -> assertThat(account.deposit().status()).isEqualTo(200));
            IntStream.rangeClosed(1, deposits + 1).forEach(version -> written.add(account.stream() + "@" + version));
        }
        return written;
    }

    @Test
    void showEveryEventOnceInAnOrderThatStaysToWhoFollowsThem() {
        List<String> written = write(4, 5);
        List<JsonNode> read = new ArrayList<>();

        JsonNode head = readToHead("/events?limit=7", read);

        assertThat(ids(read)).containsAll(written).doesNotHaveDuplicates();
        assertThat(read.stream().map(event -> event.path("position").asText()))
                .isSorted()
                .doesNotHaveDuplicates();
        List<String> more = write(2, 1);
        List<JsonNode> later = new ArrayList<>();
        readToHead(head.path("next").asText(), later);
        assertThat(ids(later)).containsExactlyElementsOf(more);
    }

    @Test
    void beginNowWithNothing() {
        write(1, 0);

        JsonNode now = page("/events?after=now");

        assertThat(events(now)).isEmpty();
        assertThat(now.path("head").asBoolean()).isTrue();
        List<String> written = write(1, 1);
        assertThat(ids(events(page(now.path("next").asText())))).containsExactlyElementsOf(written);
    }

    @Test
    void holdTheEventsOfAskedTypesAlone() {
        List<String> written = write(2, 3);
        List<JsonNode> read = new ArrayList<>();

        readToHead("/events?event=account.Deposited,account.Closed&type=account&limit=2", read);

        assertThat(read).allMatch(event -> event.path("type").asText().equals("account.Deposited"));
        assertThat(ids(read))
                .containsAll(written.stream().filter(id -> !id.endsWith("@1")).toList());
    }

    @Test
    void holdTheEventsOfOneStreamAlone() {
        List<String> written = write(3, 4);
        String stream = written.getFirst().substring(0, written.getFirst().indexOf('@'));
        List<JsonNode> read = new ArrayList<>();

        JsonNode head = readToHead("/events?stream=" + stream + "&limit=2", read);

        assertThat(ids(read)).containsExactlyElementsOf(written.subList(0, 5));
        assertThat(head.path("next").asText()).contains("stream=" + stream, "limit=2");
        String third = read.get(2).path("position").asText();
        assertThat(ids(events(page("/events?stream=" + stream + "&event=account.Deposited&after=" + third))))
                .containsExactlyElementsOf(written.subList(3, 5));
    }

    /** An account of which each event is of a conversation of its own, on a day of its own. */
    private static String talkative(String id) {
        String stream = "account/" + id;
        String line = "{\"stream\":\"%s\",\"command\":\"%s\",\"data\":%s,\"correlation\":\"%s-%d\","
                + "\"time\":\"1993-02-%02dT12:00:00Z\"}";
        var lines = new ArrayList<String>();
        lines.add(line.formatted(stream, "Open", "{\"owner\":\"Ann\",\"overdraftLimit\":0}", id, 1, 1));
        IntStream.rangeClosed(2, 9)
                .forEach(day -> lines.add(
                        line.formatted(stream, "Deposit", "{\"amount\":10,\"method\":\"CASH\"}", id, day, day)));
        assertThat(BANK.client().bulk(lines))
                .allMatch(result -> result.path("status").asInt() == 200);
        return stream;
    }

    @Test
    void holdTheEventsOfAskedCircumstancesAlone() {
        String stream = talkative("talk");

        for (String of : new String[] {"/events?stream=" + stream + "&", "/streams/" + stream + "/events?"}) {
            assertThat(versions(of + "correlation=talk-3")).containsExactly(3);
            assertThat(versions(of + "correlation=talk")).isEmpty();
            assertThat(versions(of + "from=1993-02-04&to=1993-02-06T12:00:00Z")).containsExactly(4, 5, 6);
            assertThat(versions(of + "from=1993-02-04T12:00:00.000000001Z&to=1993-02-06T11:59:59Z"))
                    .containsExactly(5);
            assertThat(versions(of + "principal=anonymous&to=1993-02-02&limit=1"))
                    .containsExactly(1, 2);
            assertThat(versions(of + "principal=ann")).isEmpty();
            assertThat(versions(of + "causation=account/1@1")).isEmpty();
        }
        assertThat(versions("/events?correlation=talk-9")).containsExactly(9);
    }

    private static List<Integer> versions(String path) {
        List<JsonNode> read = new ArrayList<>();
        JsonNode page = page(path);
        read.addAll(events(page));
        while (page.has("next") && !page.path("head").asBoolean()) {
            page = page(page.path("next").asText());
            read.addAll(events(page));
        }
        return read.stream().map(event -> event.path("version").asInt()).toList();
    }

    @Test
    void goOnWithWhatWasAskedFor() {
        String stream = talkative("more");

        String asked = "principal=anonymous&from=1993-02-02T00:00:00Z&to=1993-02-05T23:59:59.999999999Z&limit=2";
        for (String of : new String[] {"/events?stream=" + stream + "&", "/streams/" + stream + "/events?"}) {
            String next = URLDecoder.decode(page(of + asked).path("next").asText(), StandardCharsets.UTF_8);
            assertThat(List.of(next.replaceFirst(".*\\?", "").split("&"))).contains(asked.split("&"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/*",
                "application/json",
                "text/event-stream;q=0",
                "text/event-stream;q=0, */*",
                "text/event-streamx",
                "x-text/event-stream",
                "application/json, text/event-stream;q=0.5",
                "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8",
                "application/x; of=\"text/event-stream\"",
                "nonsense text/event-stream"
            })
    void areWhatEveryoneElseGetsButThoseWhoAskForAnEventStream(String accept) {
        Answer answer = BANK.client()
                .send(BANK.client()
                        .request("/events?limit=1")
                        .header("Accept", accept)
                        .GET()
                        .build());

        assertThat(answer.response().headers().firstValue("Content-Type")).hasValue("application/json");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            after=17                         | 400 | after:
            after=                           | 400 | after:
            after=zz                         | 400 | after:
            after=105zzzzz                   | 400 | after: this log ends at
            after=start&after=now            | 400 | after:
            limit=0                          | 400 | limit:
            limit=1001                       | 400 | limit:
            from=start                       | 400 | from:
            to=1993-13-01                    | 400 | to:
            from=1993-02-01&to=1993-01-31    | 400 | from:
            correlation=                     | 400 | correlation:
            causation=%20                    | 400 | causation:
            principal=                       | 400 | principal:
            recorded=1993-01-01              | 400 | recorded:
            type=loan                        | 404 | type:
            type=account,                    | 404 | type:
            stream=account                   | 400 | stream:
            stream=account/a b               | 400 | stream:
            stream=account/                  | 400 | stream:
            limit=%D9%A3                     | 400 | limit:
            =1                               | 400 | query:
            stream=loan/1                    | 404 | stream:
            event=Deposited                  | 400 | event:
            event=loan.Deposited             | 404 | event:
            event=account.Forgotten          | 404 | event:
            event=account.Opened,account.Xyz | 404 | event:
            """)
    void nameTheParameterThatMakesNoSense(String query, int status, String beginning) {
        for (String accept : new String[] {"application/json", "text/event-stream"}) {
            Answer answer = BANK.client()
                    .send(BANK.client()
                            .request("/events?" + query.replace(" ", "%20"))
                            .header("Accept", accept)
                            .GET()
                            .build());

            assertThat(assertProblem(answer, status, status == 400 ? "MALFORMED" : "NOT_FOUND"))
                    .startsWith(beginning);
        }
    }
}
