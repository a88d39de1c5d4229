package dev.recount.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recount.json.type.SealedTypes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing of what was sent is lost or taken for something else: neither keys of maps nor characters. */
class StrictReadingTest {

    private static final JsonMapper MAPPER = Json.mapper(new SealedTypes(Set.of(), Keys.class));

    private record Keys(
            Map<Byte, String> tiny,
            Map<Integer, String> whole,
            Map<Long, String> large,
            Map<BigInteger, String> huge,
            Map<BigDecimal, String> decimal,
            Map<Double, String> fine,
            Map<Instant, String> instant,
            Map<String, String> text) {}

    private static Keys read(String field, String map) throws IOException {
        var json = new StringBuilder("{");
        for (var component : Keys.class.getRecordComponents()) {
            json.append(json.length() == 1 ? "" : ",")
                    .append('"')
                    .append(component.getName())
                    .append("\":")
                    .append(component.getName().equals(field) ? map : "{}");
        }
        return MAPPER.readValue(json.append('}').toString().getBytes(StandardCharsets.UTF_8), Keys.class);
    }

    private static String problem(String field, String map) {
        IOException failure = catchThrowableOfType(IOException.class, () -> read(field, map));
        assertThat(failure).as(map).isNotNull();
        return JsonProblems.explain(failure).sentence();
    }

    @Nested
    class KeysOfMaps {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "tiny    | 128           | a whole number of 8 bits",
                    "whole   | 01            | a whole number of 32 bits",
                    "whole   | +1            | a whole number of 32 bits",
                    "whole   | 2147483648    | a whole number of 32 bits",
                    "whole   | 1.0           | a whole number of 32 bits",
                    "whole   | ` 1`          | a whole number of 32 bits",
                    "whole   | ``            | a whole number of 32 bits",
                    "whole   | 1 2           | a whole number of 32 bits",
                    "large   | 0x10          | a whole number of 64 bits",
                    "huge    | 1e5           | a whole number",
                    "decimal | 1e999999999   | a number",
                    "decimal | NaN           | a number",
                    "decimal | .5            | a number",
                    "fine    | NaN           | a number",
                    "fine    | 0x1p3         | a number",
                    "fine    | Infinity      | a number",
                    "fine    | 1e400         | a number",
                    "fine    | 1d            | a number",
                })
        void followTheRulesOfValues(String field, String key, String form) {
            assertThat(problem(field, "{\"" + key + "\":\"a\"}")).isEqualTo(field + "." + key + ": must be " + form);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "fine    | 1                    | 1.0",
                    "decimal | 1.5                  | 15e-1",
                    "instant | 2020-01-01T00:00:00Z | 2020-01-01T00:00:00.000Z",
                })
        void areRefusedWhereTwoOfThemMeanTheSame(String field, String one, String other) {
            assertThat(problem(field, "{\"" + one + "\":\"a\",\"" + other + "\":\"b\"}"))
                    .isEqualTo(field + "." + other + ": is there twice");
        }

        @Test
        void areReadInTheOrderInWhichTheyCame() throws IOException {
            assertThat(read("whole", "{\"7\":\"a\",\"-1\":\"b\"}").whole())
                    .containsExactly(entry(7, "a"), entry(-1, "b"));
            assertThat(read("fine", "{\"1.5\":\"a\"}").fine()).containsExactly(entry(1.5, "a"));
            assertThat(read("decimal", "{\"1\":\"a\",\"1.0\":\"b\"}").decimal())
                    .containsExactly(entry(new BigDecimal("1"), "a"), entry(new BigDecimal("1.0"), "b"));
        }

        @Test
        void areReadAsTheyAreWritten() throws IOException {
            for (String number : new String[] {"0.1", "1E10", "-7", "1.0E-5"}) {
                Keys keys = read("fine", "{\"" + number + "\":\"a\"}");

                assertThat(MAPPER.readValue(MAPPER.writeValueAsBytes(keys), Keys.class))
                        .isEqualTo(keys);
            }
        }
    }

    @Nested
    class Bytes {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "c080",
                    "e08080",
                    "c1bf",
                    "eda080",
                    "edbfbf",
                    "eda080edb080",
                    "f4908080",
                    "f8888080",
                    "80",
                    "c3",
                    "e282",
                    "ff",
                    "fe"
                })
        void areRefusedWhereTheyAreNotUtf8(String hex) throws IOException {
            var json = new ByteArrayOutputStream();
            json.writeBytes("{\"text\":{\"a\":\"".getBytes(StandardCharsets.UTF_8));
            json.writeBytes(HexFormat.of().parseHex(hex));
            json.writeBytes("\"}}".getBytes(StandardCharsets.UTF_8));

            IOException failure =
                    catchThrowableOfType(IOException.class, () -> MAPPER.readValue(json.toByteArray(), Keys.class));

            assertThat(failure).isNotNull();
            assertThat(JsonProblems.explain(failure).sentence()).isEqualTo("the text is not JSON, as it is not UTF-8");
        }

        @Test
        void mayBeOfEveryLengthThatACharacterHas() throws IOException {
            String characters = "aß€𝄞\u0000\ufffd".replace("\u0000", "\\u0000");

            assertThat(read("text", "{\"key\":\"" + characters + "\"}").text())
                    .containsExactly(entry("key", "aß€𝄞\u0000\ufffd"));
        }
    }
}
