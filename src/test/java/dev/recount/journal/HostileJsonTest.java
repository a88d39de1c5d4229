package dev.recount.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.journal.Orders.Command;
import dev.recount.json.MalformedException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile JSON, which no client sends by mistake: it is refused as well, quickly and in words. */
class HostileJsonTest {

    private static final JsonObject VALUES = JsonObject.parse(Orders.codec()
                    .commands()
                    .write(new Command.Describe(Orders.VALUES))
                    .text())
            .inner("values");

    @Nested
    class Numbers {

        @ParameterizedTest
        @CsvSource({
            "tiny, 128, a whole number of 8 bits",
            "tiny, 200, a whole number of 8 bits",
            "tiny, -129, a whole number of 8 bits",
            "small, 32768, a whole number of 16 bits",
            "whole, 2147483648, a whole number of 32 bits",
            "whole, 1.5, a whole number of 32 bits",
            "whole, 1.0, a whole number of 32 bits",
            "whole, 1e3, a whole number of 32 bits",
            "large, 9223372036854775808, a whole number of 64 bits",
            "large, -9223372036854775809, a whole number of 64 bits",
            "large, 1e400, a whole number of 64 bits",
            "huge, 1e10, a whole number",
            "huge, 1.0, a whole number",
        })
        void mustFitTheirType(String name, String number, String form) {
            assertRefused(name, number, "must be " + form);
        }

        @ParameterizedTest
        @CsvSource({
            "decimal, 1e400, has more than 100 digits",
            "decimal, 1e100, has more than 100 digits",
            "decimal, 12e99, has more than 100 digits",
            "decimal, 1e-101, has more than 100 digits",
            "decimal, 1e-400, has more than 100 digits",
            "decimal, 1e999999999, has more than 100 digits",
            "decimal, -1e-999999999, has more than 100 digits",
            "decimal, 1e99999999999999999999, has more than 100 digits",
            "fine, 1e400, is too large",
            "fine, -1e999999999, is too large",
            "rough, 1e400, is too large",
            "rough, 1e39, is too large",
        })
        void mustNotExplode(String name, String number, String problem) {
            assertRefused(name, number, problem);
        }

        @ParameterizedTest
        @ValueSource(strings = {"huge", "decimal"})
        void haveAtMostAHundredDigits(String name) {
            assertThat(describe(name, "7".repeat(100)).values()).isNotNull();
            assertRefused(name, "7".repeat(101), "has more than 100 digits");
        }

        @ParameterizedTest
        @ValueSource(strings = {"whole", "large", "huge", "decimal", "fine"})
        void areNotReadAtAllWhenTheyNeverEnd(String name) {
            assertThat(refusal(VALUES.with(name, "7".repeat(100_000))))
                    .hasMessage("a number is too long")
                    .extracting(MalformedException::field)
                    .isEqualTo("values");
        }

        @ParameterizedTest
        @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "+1", "01", ".5", "1.", "0x10", "1_000", "1e", "--1"})
        void areWrittenAsJsonWritesThem(String number) {
            assertThat(refusal(VALUES.with("decimal", number)).sentence()).startsWith("the text is not JSON at line 1");
        }

        @ParameterizedTest
        @ValueSource(strings = {"\"NaN\"", "\"Infinity\"", "\"1\"", "\"\"", "true", "[1]", "{}"})
        void areNotAnythingElse(String value) {
            assertRefused("decimal", value, "must be a number");
            assertRefused("fine", value, "must be a number");
            assertRefused("rough", value, "must be a number");
        }

        @Test
        void neverPassThroughFloatingPoint() {
            String exact = "12345678901234567890.12345678901234567890";

            assertThat(describe("decimal", exact).values().decimal()).isEqualTo(new BigDecimal(exact));
            assertThat(describe("decimal", "0.10").values().decimal()).isEqualTo(new BigDecimal("0.10"));
            assertThat(describe("large", "9007199254740993").values().large()).isEqualTo(9_007_199_254_740_993L);
        }

        private void assertRefused(String name, String value, String problem) {
            MalformedException refusal = refusal(VALUES.with(name, value));
            assertThat(refusal.sentence()).isEqualTo("values." + name + ": " + problem);
        }

        private Command.Describe describe(String name, String value) {
            byte[] json = VALUES.with(name, value).within("values").getBytes(StandardCharsets.UTF_8);
            return (Command.Describe) Orders.codec().commands().read("Describe", json);
        }

        private MalformedException refusal(JsonObject values) {
            return MalformedFieldsTest.refusal("Describe", values.within("values"));
        }
    }

    @Nested
    class Texts {

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "\n"})
        void thatAreEmptyHoldNoObject(String json) {
            assertThat(refusal(json)).hasMessage("a JSON object is expected, but there is nothing");
        }

        @ParameterizedTest
        @ValueSource(strings = {"null", "7", "\"Cancel\"", "\"\"", "true", "[]", "[{}]"})
        void holdAnObjectAndNothingElse(String json) {
            assertThat(refusal(json).field()).isEmpty();
            assertThat(refusal(json).sentence()).contains("a JSON object");
        }

        @ParameterizedTest
        @ValueSource(strings = {"{} {}", "{}]", "{},", "{}null", "{} x"})
        void endWithTheirObject(String json) {
            assertThat(refusal(json).field()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"{", "{\"", "{\"a\"", "{'a':1}", "{a:1}", "{\"a\":1,}", "{//\n}", "{\"a\":\"\n\"}", "}"})
        void areJson(String json) {
            assertThat(refusal(json).sentence()).contains("not");
        }

        @Test
        void areUtf8() {
            byte[] invalid = "{\"customer\":\"?\",\"items\":[]}".getBytes(StandardCharsets.ISO_8859_1);
            for (int bad : new int[] {0xC3, 0xFF, 0x80, 0xC0, 0xF8}) {
                invalid[13] = (byte) bad;
                assertThat(MalformedFieldsTest.refusal("Place", invalid))
                        .hasMessageStartingWith("the text is not JSON");
            }
            for (var charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE, StandardCharsets.UTF_32)) {
                assertThat(MalformedFieldsTest.refusal("Cancel", "{}".getBytes(charset)))
                        .hasMessageStartingWith("the text is not JSON");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"[", "{\"a\":", "{\"items\":[", "{\"payment\":{\"type\":"})
        void areNotNestedTenThousandLevelsDeep(String opening) {
            assertThat(MalformedFieldsTest.refusal("Place", opening.repeat(10_000))
                            .sentence())
                    .isNotEmpty();
        }

        @Test
        void areNotNestedBelowAKnownFieldEither() {
            String deep = "[".repeat(10_000) + "]".repeat(10_000);

            MalformedException refusal =
                    MalformedFieldsTest.refusal("Pack", new JsonObject("grid", deep).within("boxes"));

            assertThat(refusal.field()).startsWith("boxes.grid[0][0]");
            assertThat(refusal.field()).hasSizeLessThan(200);
        }

        @Test
        void mayBeLong() {
            var place = new Command.Place("x".repeat(1_000_000), List.of(), Optional.empty());
            EncodedCommand written = Orders.codec().commands().write(place);

            assertThat(Orders.codec().commands().read(written.name(), written.json()))
                    .isEqualTo(place);
        }

        @Test
        void haveNoFieldsOfEndlessNames() {
            assertThat(refusal("{\"" + "x".repeat(100_000) + "\":1}")).hasMessage("a name or text is too long");
        }

        private MalformedException refusal(String json) {
            return MalformedFieldsTest.refusal("Cancel", json);
        }
    }
}
