package dev.recount.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON that the verifier reads. */
class JsonObjectTest {

    @Test
    void isReadAsItIs() throws VerificationException {
        JsonObject json = JsonObject.parse("""
                { "text" : "a\\n\\"\\u20ac\\/", "number":-12,"zero":0, "flag":true, "none":{}, "hashes": [] }
                """);
        assertThat(json.text("text")).isEqualTo("a\n\"€/");
        assertThat(json.number("number")).isEqualTo(-12);
        assertThat(json.count("zero")).isZero();
        assertThat(json.flag("flag")).isTrue();
        assertThat(json.object("none").has("a")).isFalse();
        assertThat(json.hashes("hashes")).isEmpty();
        json.requireNames(Set.of("text", "number", "zero", "flag"), Set.of("none", "hashes", "more"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{}x",
                "{\"a\":1,}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1 \"b\":2}",
                "{\"a\":01}",
                "{\"a\":1.0}",
                "{\"a\":1e3}",
                "{\"a\":-0}",
                "{\"a\":9999999999999999999}",
                "{\"a\":null}",
                "{\"a\":tru}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"",
                "{'a':1}",
                "{\"a\":{\"a\":{\"a\":{\"a\":{}}}}}"
            })
    void isRefusedWhereOthersMightReadSomethingElse(String text) {
        assertThatExceptionOfType(VerificationException.class).isThrownBy(() -> JsonObject.parse(text));
    }

    @Test
    void isToHaveWhatIsAskedFor() throws VerificationException {
        JsonObject json = JsonObject.parse("{\"a\":\"x\\ny\",\"b\":-1}");
        assertThatExceptionOfType(VerificationException.class).isThrownBy(() -> json.line("a"));
        assertThatExceptionOfType(VerificationException.class).isThrownBy(() -> json.number("a"));
        assertThatExceptionOfType(VerificationException.class).isThrownBy(() -> json.count("b"));
        assertThatExceptionOfType(VerificationException.class).isThrownBy(() -> json.text("c"));
        assertThatExceptionOfType(VerificationException.class)
                .isThrownBy(() -> json.requireNames(Set.of("a"), Set.of("c")))
                .withMessageContaining("\"b\" is not known");
    }
}
