package dev.recount.journal.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients see of a position. */
class PositionTest {

    @Test
    void sortsAsTextAsItDoesAsAPosition() {
        List<Long> numbers = LongStream.of(0, 1, 35, 36, 37, 1_295, 1_296, 1_000_000_000L, Long.MAX_VALUE)
                .boxed()
                .toList();
        List<Position> ascending = numbers.stream()
                .flatMap(transaction -> numbers.stream().map(ordering -> new Position(transaction, ordering)))
                .toList();

        assertThat(ascending).isSorted();
        assertThat(ascending.stream().map(Position::toString)).isSorted();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 41_000, Long.MAX_VALUE})
    void isReadAsItWasWritten(long ordering) {
        var position = new Position(ordering / 2, ordering);

        assertThat(Position.parse(position.toString())).isEqualTo(position);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "10",
                "101",
                "10200",
                "10-1",
                "1010 ",
                "10110",
                "z",
                "1A10",
                "1010x",
                "20010",
                "00",
                "10dzzzzzzzzzzzzz"
            })
    void isNothingElse(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Position.parse(text));
    }
}
