package dev.recount.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.server.TestClient.Answer;
import java.net.http.HttpRequest;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be asked of views over HTTP, and what is answered to those who ask for what cannot. */
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
                    """)
    void namesWhatCannotBeAsked(String query, String problem) {
        Answer answer = SERVER.client().get("/views/balances?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("MALFORMED");
        assertThat(answer.body().path("detail").asText()).contains(problem);
    }

    @ParameterizedTest
    @CsvSource({"/views/nothing", "/views/balances/a/b", "/views/balances/nobody", "/admin/views/nothing"})
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
