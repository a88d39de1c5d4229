package dev.recount.http;

import static dev.recount.http.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.server.TestClient.Answer;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The questions that views answer over HTTP, and the answers to impossible ones. */
class ViewQuestionsTest {

    @RegisterExtension
    static final BankServer SERVER = new BankServer();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    nothing=1              | balance (a number)
                    nothing.gt=1           | owner (a text)
                    balance.like=1         | .prefix
                    balance=much           | balance: must be a number
                    balance.gt=1e400       | balance.gt: must be a number
                    balance.gte=NaN        | balance.gte: must be a number
                    balance.prefix=1       | balance.prefix: only a text
                    balance.in=1,x         | balance.in: must be a number
                    balance.empty=maybe    | balance.empty: must be true or false
                    opened=yesterday       | opened: must be a day
                    opened.lt=1993-02-30   | opened.lt: must be a day
                    sort=nothing           | the row's fields are account (a text)
                    sort=-owner,owner      | owner is there twice
                    sort=                  | there is no field
                    limit=0                | limit: must be from 1 to 1000
                    limit=x                | limit: must be a whole number
                    after=x                | after: must be as an answer
                    count=1                | count: must be true or false
                    group=nothing          | group: there is no field nothing
                    group=status&sum=owner | owner is not a number
                    group=status&sort=owner| sort: groups come in the order
                    sum=balance            | sum: goes with group
                    at=soon                | at: must be a day
                    owner=a&owner=b        | owner: is there more than once
                    =1                     | query: has a parameter without a name
                    limit=%D9%A3           | limit: must be a whole number
                    limit=%2B3             | limit: must be a whole number
                    at=%2B1000000000-12-31T23:59:59Z        | at: must be within the years 1 to 9999
                    at=-1000000000-01-01T00:00:00Z          | at: must be within the years 1 to 9999
                    at=%2B10000-01-01T00:00:00Z             | at: must be within the years 1 to 9999
                    at=0000-12-31                           | at: must be within the years 1 to 9999
                    opened.gt=%2B999999999-12-31&count=true | opened.gt: must be a day of the years 1 to 9999
                    opened.lt=-999999999-01-01&count=true   | opened.lt: must be a day of the years 1 to 9999
                    opened.in=1993-01-01,%2B10000-01-01     | opened.in: must be a day of the years 1 to 9999
                    opened=0000-12-31                       | opened: must be a day of the years 1 to 9999
                    """)
    void namesWhatCannotBeAsked(String query, String problem) {
        Answer answer = SERVER.client().get("/views/balances?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("MALFORMED");
        assertThat(answer.body().path("detail").asText()).contains(problem);
    }

    @ParameterizedTest
    @CsvSource({
        "at=9999-12-31T23:59:59.999999999Z, true",
        "at=9999-12-31, true",
        "at=0001-01-01, false",
        "opened.lte=9999-12-31, true",
        "opened.lt=0001-01-01, false",
    })
    void asksUpToTheEndsOfTime(String query, boolean found) {
        open("ends", "Ann");

        Answer answer = SERVER.client().get("/views/balances?account=ends&count=true&" + query);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("count").asInt()).isEqualTo(found ? 1 : 0);
    }

    @Nested
    class Cursors {

        private static final String QUERY = "/views/balances?owner.prefix=paged&limit=2";

        @BeforeEach
        void open() {
            for (int i = 0; i < 5; i++) {
                ViewQuestionsTest.open("paged-" + i, "paged " + i % 3);
            }
        }

        private String next(String query) {
            return SERVER.client().get(query).body().path("next").asText();
        }

        private String after() {
            return next(QUERY).replaceAll(".*after=", "").replaceAll("&.*", "");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "&sort=owner",
                    "&sort=-owner,balance,-opened,status",
                    "&at=2100-01-01&sort=opened",
                    "&group=owner,account&sum=balance"
                })
        void goOnWithTheirQuery(String query) {
            var read = new ArrayList<String>();
            String path = QUERY + query;
            while (!path.isEmpty()) {
                Answer page = SERVER.client().get(path);
                assertThat(page.status()).as(path).isEqualTo(200);
                read.addAll(page.body().findValuesAsText("account"));
                path = page.body().path("next").asText();
            }
            assertThat(read).containsExactlyInAnyOrder("paged-0", "paged-1", "paged-2", "paged-3", "paged-4");
        }

        @Test
        void goOnWithMoreOrLessAtATimeAndWithACount() {
            Answer rest =
                    SERVER.client().get("/views/balances?count=true&limit=10&owner.prefix=paged&after=" + after());

            assertThat(rest.body().findValuesAsText("account")).containsExactly("paged-2", "paged-3", "paged-4");
            assertThat(rest.body().path("count").asInt()).isEqualTo(5);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/views/balances?limit=2",
                    QUERY + "&sort=-account",
                    QUERY + "&status=CLOSED",
                    QUERY + "&at=2100-01-01",
                    QUERY + "&group=account",
                    "/views/balances?owner.prefix=page",
                    "/views/turnover?limit=2"
                })
        void areOfNoUseToAnotherQuery(String query) {
            assertThat(assertProblem(SERVER.client().get(query + "&after=" + after()), 400, "MALFORMED"))
                    .startsWith("after: ");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                "paged-1"        | [1]
                "paged-1"        | {}
                "paged-1"        | null
                "paged-1"        | true
                "paged-1"        | 1
                "paged-1"        | "paged-1","paged-2"
                "paged-1"        | "paged\\u002d1"
                "paged-1"]       | "paged-1"]~
                "paged-1"]       | "paged-1"][]
                """)
        void areNotMadeUp(String value, String other) {
            String json = new String(Base64.getUrlDecoder().decode(after()), StandardCharsets.UTF_8);
            assertThat(json).contains(value);
            String forged = json.replace(value, other.replace("~", "\n"));
            String after =
                    Base64.getUrlEncoder().withoutPadding().encodeToString(forged.getBytes(StandardCharsets.UTF_8));

            assertThat(assertProblem(SERVER.client().get(QUERY + "&after=" + after), 400, "MALFORMED"))
                    .startsWith("after: ");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "W1sxXV0",
                    "W3t9XQ",
                    "W251bGxd",
                    "W3RydWVd",
                    "WyJhIl0A",
                    "W10",
                    "bnVsbA",
                    "eyIwIjoxfQ",
                    "%D9%A3",
                    ""
                })
        void areNotGuessed(String after) {
            assertThat(assertProblem(SERVER.client().get(QUERY + "&after=" + after), 400, "MALFORMED"))
                    .startsWith("after: ");
        }
    }

    private static void open(String account, String owner) {
        String path = "/streams/account/" + account + "/Open";
        Answer opened = SERVER.client()
                .post(path, "{\"owner\":\"" + owner + "\",\"overdraftLimit\":0}", "Idempotency-Key", "open-" + account);
        assertThat(opened.status()).isEqualTo(200);
        HttpRequest seen = SERVER.client()
                .request("/views/balances/" + account)
                .header("Recount-After", opened.body().path("token").asText())
                .build();
        assertThat(SERVER.client().send(seen).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "/views/",
        "/views//",
        "/views/balances/",
        "/views/nothing",
        "/views/balances/a/b",
        "/views/balances/nobody",
        "/admin/views/nothing"
    })
    void knowsWhatThereIsNot(String path) {
        assertThat(SERVER.client().get(path).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "account",
        "account/x",
        "account/x@",
        "account/x@-1",
        "account/x@99999999999999999999",
        "A/x@1",
        "account/x@1"
    })
    void refusesATokenThatIsNone(String token) {
        HttpRequest request = SERVER.client()
                .request("/views/balances")
                .header("Recount-After", token)
                .GET()
                .build();
        Answer answer = SERVER.client().send(request);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("detail").asText()).startsWith("Recount-After: ");
    }

    @Test
    void takesTextForWhatItIs() {
        String owner = "Robert'); DROP TABLE views.\"balances__1\"; --%_";
        Answer opened = SERVER.client()
                .post(
                        "/streams/account/bobby/Open",
                        "{\"owner\":\"" + owner.replace("\"", "\\\"") + "\",\"overdraftLimit\":0}");
        assertThat(opened.status()).isEqualTo(200);
        String token = opened.body().path("token").asText();
        String encoded = java.net.URLEncoder.encode(owner, java.nio.charset.StandardCharsets.UTF_8);
        for (String query : new String[] {"owner=" + encoded, "owner.prefix=" + encoded, "owner.in=" + encoded}) {
            Answer answer = SERVER.client()
                    .send(SERVER.client()
                            .request("/views/balances?" + query)
                            .header("Recount-After", token)
                            .GET()
                            .build());
            assertThat(answer.status()).isEqualTo(200);
            assertThat(StreamSupport.stream(answer.body().path("rows").spliterator(), false)
                            .map(row -> row.path("account").asText()))
                    .containsExactly("bobby");
        }
    }
}
