package dev.recount.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionTest {

    private enum Reason {
        TOO_LATE
    }

    @Test
    void keepsItsEventsWhenTheListTheyCameInChanges() {
        var events = new ArrayList<>(List.of("a", "b"));

        Decision<String> decision = Decision.accept(events);
        events.clear();

        assertThat(decision).isEqualTo(Decision.accept("a", "b"));
    }

    @Test
    void doesNotLetItsEventsBeChanged() {
        var accepted = new Decision.Accepted<>(new ArrayList<>(List.of("a")));

        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> accepted.events().add("b"));
    }

    @Test
    void mayAcceptWithoutAnyEvent() {
        assertThat(Decision.<String>accept()).isEqualTo(new Decision.Accepted<>(List.of()));
    }

    @Test
    void namesTheConstantOfARejection() {
        assertThat(Decision.<String>reject(Reason.TOO_LATE, "the shop is closed"))
                .isEqualTo(new Decision.Rejected<String>("TOO_LATE", "the shop is closed"));
    }
}
