package dev.recount.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cursors as texts. */
class DecisionCursorTest {

    @Test
    void areReadAsTheyAreWritten() {
        for (var cursor : new DecisionCursor[] {DecisionCursor.START, new DecisionCursor(1_234_567, 89)}) {
            assertThat(DecisionCursor.parse(cursor.toString())).isEqualTo(cursor);
        }
        assertThat(DecisionCursor.parse("zzzzzzzzzzzz-zzzzzzzzzzzz").version()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "1", "1-", "-1", "1--1", "A-1", "1-1 ", "1-1-1", "zzzzzzzzzzzzz-1", "1-\0", "٣-1"})
    void areNothingElse(String text) {
        assertThatThrownBy(() -> DecisionCursor.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
