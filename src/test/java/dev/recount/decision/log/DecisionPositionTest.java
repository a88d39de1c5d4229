package dev.recount.decision.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.log.position.LogPlace;
import org.junit.jupiter.api.Test;

class DecisionPositionTest {

    private static final DecisionPosition SEVERAL =
            DecisionPosition.START.with(2, new LogPlace(7, 40), 0).with(1, LogPlace.START, 1_000_000);

    @Test
    void isReadAsItIsWritten() {
        for (DecisionPosition position : new DecisionPosition[] {
            DecisionPosition.START, SEVERAL, DecisionPosition.START.with(0, new LogPlace(0, 5), 3)
        }) {
            assertThat(DecisionPosition.parse(position.toString())).isEqualTo(position);
        }
        assertThat(DecisionPosition.START).hasToString("1010-0");
        assertThat(SEVERAL).hasToString("1010~1010~17214-0~lfls");
    }

    @Test
    void isNothingElse() {
        for (String text : new String[] {"", "1010", "1010-", "1010-0~0", "1010~1010-0", "1010-A", "x-0", "1010-0-0"}) {
            assertThatThrownBy(() -> DecisionPosition.parse(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
