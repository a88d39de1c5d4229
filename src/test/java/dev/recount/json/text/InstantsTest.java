package dev.recount.json.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Instants are read just as {@link Instant#parse} reads them. */
class InstantsTest {

    private static final String PLAIN = "2024-02-29T23:59:59.123456Z";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1993-01-31T12:00:00Z",
                "0000-02-29T00:00:00Z",
                "9999-12-31T23:59:59.999999999Z",
                "1969-12-31T23:59:59.5Z",
                "2024-02-29T00:00:00.000001Z",
                "2024-01-31T24:00:00Z",
                "2016-12-31T23:59:60Z",
                "2024-01-31t12:00:00z",
                "2024-01-31T12:00:00+01:00",
                "2024-01-31T12:00:00.Z",
                "-0044-03-15T12:00:00Z",
                "+12024-01-31T12:00:00Z",
                "-1000000000-01-01T00:00:00Z",
            })
    void areReadInEveryForm(String text) {
        assertThat(Instants.parse(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2024-01-31T12:00Z",
                "2023-02-29T00:00:00Z",
                "1900-02-29T00:00:00Z",
                "2024-04-31T00:00:00Z",
                "2024-00-01T00:00:00Z",
                "2024-13-01T00:00:00Z",
                "2024-01-00T00:00:00Z",
                "2024-01-32T00:00:00Z",
                "2024-01-01T25:00:00Z",
                "2024-01-01T00:60:00Z",
                "2024-01-01T00:00:61Z",
                "2024-01-01T00:00:00",
                "2024-01-01 00:00:00Z",
                "2024-01-01T00:00:00,5Z",
                "2024-01-01T00:00:00.1234567890Z",
                "\u0662024-01-01T00:00:00Z",
            })
    void areRefusedInTheSameWords(String text) {
        Throwable expected = catchThrowable(() -> Instant.parse(text));

        assertThat(expected).isInstanceOf(DateTimeParseException.class);
        assertThatThrownBy(() -> Instants.parse(text))
                .isInstanceOf(DateTimeParseException.class)
                .hasMessage(expected.getMessage());
    }

    @Test
    void areReadTheSameOnEveryDay() {
        for (Instant day = Instant.parse("1896-01-01T11:22:33.000040Z");
                day.isBefore(Instant.parse("2105-01-01T00:00:00Z"));
                day = day.plusSeconds(86_400)) {
            assertThat(Instants.parse(day.toString())).isEqualTo(day);
        }
    }

    @Test
    void areReadTheSameWhateverCharacterIsChanged() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        String characters = "0123456789-+:.,TtZz ";
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder(PLAIN);
            for (int change = random.nextInt(3); change >= 0; change--) {
                text.setCharAt(random.nextInt(text.length()), characters.charAt(random.nextInt(characters.length())));
            }
            assertThat(read(text.toString(), Instants::parse))
                    .as("%s, of seed %d", text, seed)
                    .isEqualTo(read(text.toString(), Instant::parse));
        }
    }

    private static Object read(String text, Function<String, Instant> parse) {
        try {
            return parse.apply(text);
        } catch (DateTimeParseException refused) {
            return String.valueOf(refused.getMessage());
        }
    }
}
