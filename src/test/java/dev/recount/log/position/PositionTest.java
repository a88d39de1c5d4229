package dev.recount.log.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Positions as clients see them. */
class PositionTest {

    @Test
    void sortsAsTextAsItDoesAsAPosition() {
        List<Long> numbers = LongStream.of(0, 1, 35, 36, 37, 1_295, 1_296, 1_000_000_000L, Long.MAX_VALUE)
                .boxed()
                .toList();
        List<Position> ascending = numbers.stream()
                .flatMap(transaction ->
                        numbers.stream().map(ordering -> new Position(List.of(new LogPlace(transaction, ordering)))))
                .toList();

        for (int i = 1; i < ascending.size(); i++) {
            assertThat(ascending.get(i).covers(ascending.get(i - 1))).isTrue();
            assertThat(ascending.get(i - 1).covers(ascending.get(i))).isFalse();
        }
        assertThat(ascending.stream().map(Position::toString)).isSorted();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 41_000, Long.MAX_VALUE})
    void isReadAsItWasWritten(long ordering) {
        var position = Position.of(0, new LogPlace(ordering / 2, ordering));

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

    private static final LogPlace EARLY = new LogPlace(3, 7);
    private static final LogPlace LATE = new LogPlace(4, 1);

    private static Position at(LogPlace... places) {
        return new Position(List.of(places));
    }

    @Test
    void isAListOfPlacesWhereThereAreSeveralJournals() {
        assertThat(at(EARLY)).hasToString("1317");
        assertThat(at(EARLY, LATE)).hasToString("1317~1411");
        assertThat(at(LogPlace.START, LATE)).hasToString("1010~1411");
        assertThat(Position.of(1, LATE)).isEqualTo(at(LogPlace.START, LATE));
        for (Position position : List.of(at(EARLY, LATE), at(LogPlace.START, LogPlace.START, LATE), Position.START)) {
            assertThat(Position.parse(position.toString())).isEqualTo(position);
        }
    }

    @Test
    void hasOneTextForOnePosition() {
        assertThat(at(EARLY, LogPlace.START)).isEqualTo(at(EARLY)).hasToString("1317");
        for (String text : List.of("1317~1010", "1010~1010", "1317~", "~1317", "1317~~1411")) {
            assertThatIllegalArgumentException().isThrownBy(() -> Position.parse(text));
        }
    }

    @Test
    void comesBeforeAnotherOnlyIfItDoesSoInEachJournal() {
        assertThat(at(LATE, EARLY).covers(at(EARLY, EARLY))).isTrue();
        assertThat(at(EARLY, LATE).covers(at(LATE, EARLY))).isFalse();
        assertThat(at(LATE, EARLY).covers(at(EARLY, LATE))).isFalse();
        assertThat(at(EARLY, LATE).covers(Position.of(1, LATE))).isTrue();
        assertThat(at(LATE).covers(Position.of(1, EARLY))).isFalse();
        assertThat(Position.START.covers(Position.START)).isTrue();
    }

    @Test
    void hasSeenWhatEitherHasSeenWhereTwoJoin() {
        assertThat(at(EARLY, LATE).join(at(LATE, EARLY))).isEqualTo(at(LATE, LATE));
        assertThat(at(EARLY).join(Position.of(2, LATE))).isEqualTo(at(EARLY, LogPlace.START, LATE));
        assertThat(at(EARLY, LATE).with(1, EARLY)).isEqualTo(at(EARLY, EARLY));
        assertThat(at(EARLY, LATE).with(1, LogPlace.START)).isEqualTo(at(EARLY));
        assertThat(at(EARLY, EARLY).numbersTo(at(new LogPlace(9, 10), LogPlace.START, new LogPlace(1, 5))))
                .isEqualTo(8);
    }
}
