package dev.recount.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamIdTest {

    @ParameterizedTest
    @ValueSource(strings = {"account/2378", "a/A", "shopping-cart2/0_-", "a/7f9c24e5-0a5c-4b8e-9d9e-1f2a3b4c5d6e"})
    void isReadAsItIsWritten(String text) {
        assertThat(StreamId.parse(text)).hasToString(text);
        assertThat(StreamId.isId(StreamId.parse(text).id())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "account", "account2378", "/", "account/", "/2378", "a/b/c", " account/1", "account/1\n"})
    void isATypeASlashAndAnId(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> StreamId.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Account", "1account", "-account", "bank_account", "bänk", "account "})
    void hasATypeInLowerCase(String type) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StreamId(type, "1"))
                .withMessageStartingWith("stream type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "_1", "a b", "a|b", "ä", "a.b", "a%2Fb", "1\n"})
    void hasAnIdOfLettersDigitsAndDashes(String id) {
        assertThat(StreamId.isId(id)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StreamId("account", id))
                .withMessageStartingWith("stream id");
    }

    @Test
    void hasATypeOfAtMost64CharactersAndAnIdOfAtMost128() {
        assertThat(new StreamId("a".repeat(64), "1".repeat(128)).toString()).hasSize(193);
        assertThatIllegalArgumentException().isThrownBy(() -> new StreamId("a".repeat(65), "1"));
        assertThatIllegalArgumentException().isThrownBy(() -> new StreamId("a", "1".repeat(129)));
    }

    @ParameterizedTest
    @MethodSource("inOrder")
    void isOrderedByTypeThenById(StreamId lower, StreamId higher) {
        assertThat(lower).isLessThan(higher);
        assertThat(higher).isGreaterThan(lower);
    }

    static Stream<StreamId[]> inOrder() {
        return Stream.of(
                new StreamId[] {new StreamId("account", "9"), new StreamId("shop", "1")},
                new StreamId[] {new StreamId("account", "10"), new StreamId("account", "9")});
    }
}
