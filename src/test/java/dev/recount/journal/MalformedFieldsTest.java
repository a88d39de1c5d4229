package dev.recount.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.recount.journal.codec.StreamCodec;
import dev.recount.json.MalformedException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A command that is not as it should be is refused by the exact path of the field that is wrong. */
class MalformedFieldsTest {

    private static final StreamCodec<?, ?, ?> ORDERS = Orders.codec();
    private static final String SENT_ITEM = "{\"sku\":\"a\",\"price\":1,\"count\":1}";

    static MalformedException refusal(String command, byte[] json) {
        MalformedException refusal = catchThrowableOfType(
                MalformedException.class, () -> ORDERS.commands().read(command, json));
        assertThat(refusal).as("the refusal of %s", command).isNotNull();
        assertThat(refusal.sentence())
                .doesNotContain("java", "dev.recount", "Exception", "BigDecimal", "String", "creator", "deserialize");
        return refusal;
    }

    static MalformedException refusal(String command, String json) {
        return refusal(command, json.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"items\":[]}                                          | customer        | is missing",
                "{}                                                      | customer        | is missing",
                "{\"customer\":null,\"items\":[]}                        | customer        | must not be null",
                "{\"customer\":7,\"items\":[]}                           | customer        | must be a text of whole Unicode characters",
                "{\"customer\":true,\"items\":[]}                        | customer        | must be a text of whole Unicode characters",
                "{\"customer\":[\"a\"],\"items\":[]}                     | customer        | must be a text of whole Unicode characters",
                "{\"customer\":\"a\",\"items\":{}}                       | items           | must be a list",
                "{\"customer\":\"a\",\"items\":\"\"}                     | items           | must be a list",
                "{\"customer\":\"a\",\"items\":null}                     | items           | must not be null",
                "{\"customer\":\"a\",\"items\":[],\"customer\":\"b\"}    | customer        | is there twice",
                "{\"customer\":\"a\",\"items\":[],\"Items\":[]}          | Items           | is not a known field; known are customer, items, payment",
                "{\"customer\":\"a\",\"items\":[],\"payment\":7}         | payment         | must be a JSON object",
                "{\"customer\":\"a\",\"items\":[],\"payment\":\"\"}      | payment         | must be a JSON object",
                "{\"customer\":\"a\",\"items\":[],\"payment\":{}}        | payment         | must name its type, one of Card, Invoice, Unpaid",
                "{\"customer\":\"a\",\"items\":[],\"payment\":{\"type\":\"Gold\"}} | payment | must name its type, one of Card, Invoice, Unpaid",
                "{\"customer\":\"a\",\"items\":[],\"payment\":{\"type\":7}} | payment      | must name its type, one of Card, Invoice, Unpaid",
                "{\"customer\":\"a\",\"items\":[],\"payment\":{\"type\":\"Invoice\"}} | payment.days | is missing",
                "{\"customer\":\"a\",\"items\":[],\"payment\":[\"Invoice\",{\"days\":3}]} | payment | must be a JSON object",
            })
    void ofTheCommandItself(String json, String field, String problem) {
        assertRefused("Place", json, field, problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "null                                                    | items[1]        | must not be null",
                "7                                                       | items[1]        | must be a JSON object",
                "\"bolt\"                                                | items[1]        | must be a JSON object",
                "[]                                                      | items[1]        | must be a JSON object",
                "{\"price\":1,\"count\":1}                               | items[1].sku    | is missing",
                "{\"sku\":\"a\",\"count\":1}                             | items[1].price  | is missing",
                "{\"sku\":\"a\",\"price\":\"1\",\"count\":1}             | items[1].price  | must be a number",
                "{\"sku\":\"a\",\"price\":true,\"count\":1}              | items[1].price  | must be a number",
                "{\"sku\":\"a\",\"price\":null,\"count\":1}              | items[1].price  | must not be null",
                "{\"sku\":\"a\",\"price\":1,\"count\":null}              | items[1].count  | must not be null",
                "{\"sku\":\"a\",\"price\":1,\"price\":2,\"count\":1}     | items[1].price  | is there twice",
                "{\"sku\":\"a\",\"price\":1,\"count\":1,\"free\":true}   | items[1].free   | is not a known field; known are count, price, sku",
                "{\"sku\":\"a\",\"price\":1,\"count\":-1}                | items[1]        | must not be negative",
            })
    void ofAnObjectInAList(String item, String field, String problem) {
        String json = "{\"customer\":\"a\",\"items\":[" + SENT_ITEM + "," + item + "]}";

        assertRefused("Place", json, field, problem);
    }

    private static void assertRefused(String command, String json, String field, String problem) {
        assertThat(refusal(command, json))
                .hasMessage(problem)
                .extracting(MalformedException::field)
                .isEqualTo(field);
    }

    @Nested
    class ContainersOfOtherThings {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "weight  | \"1\"                            | boxes.weight           | must be a number",
                    "sizes   | [\"SMALL\",\"HUGE\"]             | boxes.sizes[1]         | must be one of SMALL, LARGE",
                    "sizes   | [\"small\"]                      | boxes.sizes[0]         | must be one of SMALL, LARGE",
                    "sizes   | [\" SMALL\"]                     | boxes.sizes[0]         | must be one of SMALL, LARGE",
                    "sizes   | [\"\"]                           | boxes.sizes[0]         | must be one of SMALL, LARGE",
                    "sizes   | [0]                              | boxes.sizes[0]         | must be one of SMALL, LARGE",
                    "sizes   | [\"0\"]                          | boxes.sizes[0]         | must be one of SMALL, LARGE",
                    "sizes   | [null]                           | boxes.sizes[0]         | must not be null",
                    "sizes   | \"SMALL\"                        | boxes.sizes            | must be a list",
                    "byMonth | []                               | boxes.byMonth          | must be a JSON object",
                    "byMonth | {\"1993-13\":1}                  | boxes.byMonth.1993-13  | must be a text such as 1993-01",
                    "byMonth | {\"1993-12\":null}               | boxes.byMonth.1993-12  | must not be null",
                    "byMonth | {\"1993-12\":\"1\"}              | boxes.byMonth.1993-12  | must be a number",
                    "byMonth | {\"1993-12\":1,\"1993-12\":1}    | boxes.byMonth.1993-12  | is there twice",
                    "bySize  | {\"HUGE\":[]}                    | boxes.bySize.HUGE      | must be one of SMALL, LARGE",
                    "bySize  | {\"SMALL\":[{}]}                 | boxes.bySize.SMALL[0].sku | is missing",
                    "labels  | [7]                              | boxes.labels[0]        | must be a text of whole Unicode characters",
                    "grid    | [[1],[2,1.5]]                    | boxes.grid[1][1]       | must be a whole number of 32 bits",
                })
        void areRefusedByTheirPath(String name, String value, String field, String problem) {
            var boxes = new JsonObject("sizes", "[]", "byMonth", "{}", "bySize", "{}", "labels", "[]", "grid", "[]");

            assertRefused("Pack", boxes.with(name, value).within("boxes"), field, problem);
        }
    }

    @Nested
    class ValuesInAnotherForm {

        private final JsonObject values = JsonObject.parse(Orders.codec()
                        .commands()
                        .write(new Orders.Command.Describe(Orders.VALUES))
                        .text())
                .inner("values");

        @ParameterizedTest
        @CsvSource({
            "flag, a whole number",
            "whole, a whole number of 32 bits",
            "decimal, a number",
            "size, 'one of SMALL, LARGE'",
            "instant, a text such as 1993-01-31T12:00:00Z",
            "date, a text such as 1993-01-31",
            "time, a text such as 12:00:00",
            "dateTime, a text such as 1993-01-31T12:00:00",
            "offset, a text such as 1993-01-31T12:00:00+01:00",
            "zoned, a text such as 1993-01-31T12:00:00+01:00[Europe/Prague]",
            "zone, a text such as Europe/Prague",
            "duration, a text such as PT1H30M",
            "period, a text such as P1Y2M3D",
            "year, a text such as 1993",
            "month, a text such as 1993-01",
            "day, a text such as --01-31",
            "uuid, a text such as 6b1d1c1e-0f5c-4c37-8f4b-5d1f5a3f0c11",
            "currency, a text such as CZK",
            "locale, a text such as cs-CZ",
        })
        void areNotGuessedAt(String name, String form) {
            String expected = "must be " + (name.equals("flag") ? "true or false" : form);
            for (String other : new String[] {"\"\"", "\" \"", "\"1\"", "[1993,1]", "{}"}) {
                if (!(other.equals("\"1\"") && name.equals("year"))) {
                    assertRefused("Describe", values.with(name, other).within("values"), "values." + name, expected);
                }
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"instant", "date", "duration", "year", "month", "zone", "currency", "uuid", "text"})
        void areNotTakenFromNumbers(String name) {
            assertThat(refusal("Describe", values.with(name, "1993").within("values"))
                            .field())
                    .isEqualTo("values." + name);
        }

        @Test
        void areNotTakenFromHalvesOfCharacters() {
            for (String half : new String[] {"\"\\ud800\"", "\"\\udc00x\"", "\"x\\ud800\\u0041\""}) {
                assertRefused(
                        "Describe",
                        values.with("text", half).within("values"),
                        "values.text",
                        "must be a text of whole Unicode characters");
            }
        }
    }
}
