package dev.recount.example;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

    @Test
    void isALineOfAtMostSoManyCharacters() {
        assertThat(Text.isLine("x".repeat(200), 200)).isTrue();
        assertThat(Text.isLine("x".repeat(201), 200)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", "two\nlines", "Anna\r\nBcc: all@example.org", "nul\0"})
    void isNoLineWithNothingOrMoreOnIt(String text) {
        assertThat(Text.isLine(text, 200)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"anna@example.org", "a.b+c@x-1.example.org", "shop@localhost"})
    void isAnEmailAddress(String text) {
        assertThat(Text.isEmail(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "anna",
                "@example.org",
                "anna@",
                ".a@b",
                "a.@b",
                "a..b@c",
                "a@b.",
                "a@-b",
                "a@b-",
                "a b@c",
                "a@b, d@e",
                "a@b\n",
                "Anna <a@b>"
            })
    void isNoEmailAddress(String text) {
        assertThat(Text.isEmail(text)).isFalse();
    }

    @Test
    void isAnEmailAddressOfAtMost254Characters() {
        assertThat(Text.isEmail("a".repeat(250) + "@b.c")).isTrue();
        assertThat(Text.isEmail("a".repeat(251) + "@b.c")).isFalse();
    }
}
