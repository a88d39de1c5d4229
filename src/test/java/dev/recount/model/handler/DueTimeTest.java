package dev.recount.model.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.model.process.Step;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DueTimeTest {

    @ParameterizedTest
    @ValueSource(strings = {"0001-01-01T00:00:00Z", "1969-07-20T20:17:40Z", "9999-12-31T23:59:59.999999Z"})
    void isInTheYearsThatAnyDatabaseCanKeep(String time) {
        assertThat(DueTime.require(Instant.parse(time))).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000-12-31T23:59:59Z", "+10000-01-01T00:00:00Z", "+300000000-01-01T00:00:00Z"})
    void isInNoOthers(String time) {
        assertThatThrownBy(() -> DueTime.require(Instant.parse(time)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("due: must be in the years 1 to 9999");
        assertThatThrownBy(() -> new Step.When.At(Instant.parse(time))).isInstanceOf(IllegalArgumentException.class);
    }
}
