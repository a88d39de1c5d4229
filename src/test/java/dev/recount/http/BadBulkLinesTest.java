package dev.recount.http;

import static dev.recount.http.Problems.assertInnocent;
import static dev.recount.http.Problems.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A bad line of a bulk request is answered by its number, and the others are carried out. */
class BadBulkLinesTest {

    @RegisterExtension
    static final BankServer BANK = new BankServer();

    private static final int MAX_LINE = 256 * 1024;

    /** Makes sure that a bad line is answered by its number, and that the lines around it are carried out. */
    private static void assertRefused(String bad, int status, String code, String detail) {
        String account = BankAccount.newStream();
        List<JsonNode> results = BulkResults.send(BANK, BulkLines.open(account), bad, BulkLines.deposit(account, 1));

        assertThat(results).extracting(BulkResults::line).containsExactly(1, 2, 3);
        assertThat(results).extracting(BulkResults::status).containsExactly(200, status, 200);
        JsonNode refused = results.get(1);
        assertThat(refused.fieldNames()).toIterable().containsExactly("line", "status", "code", "detail");
        assertThat(refused.path("code").asText()).isEqualTo(code);
        assertThat(refused.path("detail").asText()).startsWith(detail);
        assertInnocent(refused.path("detail").asText());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{                                                             | the line is not JSON",
                "x                                                             | the line is not JSON",
                "{'stream':'account/1'}}                                       | the line is not JSON",
                "{'stream':'account/1'} {}                                     | there is more after the end",
                "[]                                                            | a line must be a JSON object",
                "null                                                          | a line must be a JSON object",
                "7                                                             | a line must be a JSON object",
                "{}                                                            | stream: is missing",
                "{'stream':null}                                               | stream: must be a text",
                "{'stream':7}                                                  | stream: must be a text",
                "{'stream':'account','command':'Close'}                        | stream: ",
                "{'stream':'/','command':'Close'}                              | stream",
                "{'stream':'account/../1','command':'Close'}                   | stream",
                "{'stream':'account/1'}                                        | command: is missing",
                "{'stream':'account/1','stream':'account/2','command':'Close'} | stream: is there twice",
            })
    void isNotEvenALine(String bad, String detail) {
        assertRefused(quoted(bad), 400, "MALFORMED", detail);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'data':[]                              | data: must be a JSON object",
                "'data':null                            | data: must be a JSON object",
                "'data':'{}'                            | data: must be a JSON object",
                "'more':1                               | more: is not a known field; known are stream, command",
                "'time':'yesterday'                     | time: must be an instant",
                "'time':0                               | time: must be a text",
                "'time':'9999-01-01T00:00:00Z'          | time: lies in the future",
                "'expectedVersion':'1'                  | expectedVersion: must be a whole number",
                "'expectedVersion':1.5                  | expectedVersion: must be a whole number",
                "'expectedVersion':-1                   | expectedVersion: must not be negative",
                "'expectedVersion':99999999999999999999 | expectedVersion: is too large",
                "'id':''                                | id: must be 1 to 128",
                "'id':'a\\nb'                           | id: must be 1 to 128",
                "'correlation':'\\ud800'                | correlation: must be 1 to 128",
            })
    void hasAFieldThatIsWrong(String field, String detail) {
        String close = BulkLines.line("account/1", "Close", "{}").replace(",\"data\":{}", "");

        assertRefused(BulkLines.with(close, quoted(field)), 400, "MALFORMED", detail);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'amount':'1','method':'CASH'}          | data.amount: must be a number",
                "{'amount':1e400,'method':'CASH'}        | data.amount: has more than 100 digits",
                "{'amount':1,'amount':1,'method':'CASH'} | data.amount: is there twice",
                "{'amount':1,'method':'CASH','more':1}   | data.more: is not a known field",
                "{'amount':NaN,'method':'CASH'}          | the line is not JSON",
                "{}                                      | data.amount: is missing",
                "{'amount':1,'method':'\\ud800'}         | data.method: must be one of",
            })
    void hasDataThatIsWrong(String data, String detail) {
        assertRefused(BulkLines.line("account/1", "Deposit", quoted(data)), 400, "MALFORMED", detail);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'stream':'basket/1','command':'Close'}    | there is no stream type basket",
                "{'stream':'account/1','command':'Explode'} | account has no command Explode",
                "{'stream':'account/1','command':''}        | account has no command",
            })
    void asksForWhatIsNotThere(String bad, String detail) {
        assertRefused(quoted(bad), 404, "NOT_FOUND", detail);
    }

    private static String quoted(String json) {
        return json.replace('\'', '"');
    }

    @ParameterizedTest
    @ValueSource(ints = {65, 1_001, 10_000})
    void isNestedTooDeeply(int depth) {
        String deep = "[".repeat(depth) + "]".repeat(depth);

        assertRefused(BulkLines.line("account/1", "Deposit", "{\"amount\":" + deep + "}"), 400, "MALFORMED", "");
        assertRefused(deep, 400, "MALFORMED", "");
    }

    @Test
    void isOfAnotherEncoding() {
        String account = BankAccount.newStream();
        byte[] utf16 = BulkLines.open(account).getBytes(StandardCharsets.UTF_16LE);
        byte[] good = ("\n" + BulkLines.open(account)).getBytes(StandardCharsets.UTF_8);

        String body = BANK.client()
                .sendText(BANK.client()
                        .request("/streams")
                        .header("Content-Type", "application/x-ndjson")
                        .POST(BodyPublishers.ofByteArrays(List.of(utf16, good)))
                        .build());

        assertThat(body.lines().map(Problems::parse).sorted(Comparator.comparingInt(BulkResults::line)))
                .extracting(BulkResults::status)
                .containsExactly(400, 200);
    }

    @Test
    void isTooLong() {
        String account = BankAccount.newStream();
        String tooLong = " ".repeat(MAX_LINE - 100) + BulkLines.deposit(account, 1);

        List<JsonNode> results = BulkResults.send(
                BANK, BulkLines.open(account), tooLong + " ".repeat(100), BulkLines.deposit(account, 1));

        assertThat(results).extracting(BulkResults::status).containsExactly(200, 413);
        assertThat(results.get(1).path("code").asText()).isEqualTo("TOO_LARGE");
        assertThat(BANK.client()
                        .get("/streams/" + account)
                        .body()
                        .path("version")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void isNotTooLongByItsEnd() {
        String account = BankAccount.newStream();
        String open = BulkLines.open(account);

        assertThat(BulkResults.send(BANK, open + " ".repeat(MAX_LINE - open.length()), BulkLines.deposit(account, 1)))
                .extracting(BulkResults::status)
                .containsExactly(200, 200);
    }
}
