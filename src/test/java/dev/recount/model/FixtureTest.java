package dev.recount.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.recount.model.Counter.Command;
import dev.recount.model.Counter.Count;
import dev.recount.model.Counter.Event;
import dev.recount.model.Counter.Refusal;
import dev.recount.model.Counter.Reset;
import dev.recount.model.Counter.Rise;
import dev.recount.model.Counter.Risen;
import dev.recount.model.Counter.Stamp;
import dev.recount.model.Counter.Stamped;
import dev.recount.model.Counter.WasReset;
import dev.recount.testing.Fixture;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FixtureTest {

    private static final Principal OWNER = new Principal("owner");

    private final Fixture<Count, Command, Event> fixture = Fixture.of(new Counter());

    @Nested
    class Passes {

        @Test
        void whenTheEventsAreTheExpectedOnes() {
            assertThatNoException().isThrownBy(() -> fixture.when(new Rise(2)).then(new Risen(2)));
        }

        @Test
        void whenNoEventIsExpectedAndNoneHappens() {
            assertThatNoException()
                    .isThrownBy(() -> fixture.as(OWNER).when(new Reset()).then());
        }

        @Test
        void whenTheRejectionIsTheExpectedOne() {
            assertThatNoException().isThrownBy(() -> fixture.when(new Rise(0)).rejected(Refusal.NOT_POSITIVE));
        }

        @Test
        void whenTheStateAfterTheEventsIsTheExpectedOne() {
            assertThatNoException()
                    .isThrownBy(() -> fixture.given(new Risen(1))
                            .when(new Rise(2))
                            .then(new Risen(2))
                            .thenState(new Count(3)));
        }

        @Test
        void whenTheStateAfterARejectionIsTheStateBefore() {
            assertThatNoException()
                    .isThrownBy(
                            () -> fixture.given(new Risen(1)).when(new Rise(0)).thenState(new Count(1)));
        }
    }

    @Nested
    class Fails {

        @Test
        void whenOtherEventsHappen() {
            assertFails(() -> fixture.when(new Rise(2)).then(new Risen(3)), "Risen[by=3]", "Risen[by=2]");
        }

        @Test
        void whenMoreOrFewerEventsAreExpected() {
            assertFails(() -> fixture.when(new Rise(2)).then(), "Risen[by=2]");
            assertFails(() -> fixture.when(new Rise(2)).then(new Risen(2), new Risen(2)), "Risen[by=2], Risen[by=2]");
        }

        @Test
        void whenEventsAreExpectedButTheCommandIsRejected() {
            assertFails(() -> fixture.when(new Rise(0)).then(new Risen(0)), "Rejected", "NOT_POSITIVE");
            assertFails(() -> fixture.when(new Rise(0)).then(), "Rejected", "NOT_POSITIVE");
        }

        @Test
        void whenARejectionIsExpectedButTheCommandIsAccepted() {
            assertFails(() -> fixture.when(new Rise(1)).rejected(Refusal.NOT_POSITIVE), "NOT_POSITIVE", "Risen[by=1]");
        }

        @Test
        void whenTheRejectionHasAnotherReason() {
            assertFails(
                    () -> fixture.when(new Rise(0)).rejected(Refusal.NOT_THE_OWNER), "NOT_THE_OWNER", "NOT_POSITIVE");
        }

        @Test
        void whenTheStateIsAnother() {
            assertFails(() -> fixture.when(new Rise(2)).thenState(new Count(3)), "Count[value=3]", "Count[value=2]");
        }

        private static void assertFails(ThrowingCallable expectation, String... named) {
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(expectation)
                    .satisfies(failure -> assertThat(failure.getMessage()).contains(named));
        }
    }

    @Nested
    class TellsTheAggregate {

        @Test
        void theTimeTheCallerAndTheVersion() {
            var time = Instant.parse("2026-02-01T10:00:00Z");
            var context = new Context(new StreamId("fixture", "1"), 2, time, OWNER);

            fixture.as(OWNER)
                    .at(time)
                    .given(new Risen(1), new WasReset())
                    .when(new Stamp())
                    .then(new Stamped(context));
        }

        @Test
        void theStateThatTheGivenEventsLeadTo() {
            assertThat(fixture.given(List.of(new Risen(1), new Risen(2))).state())
                    .isEqualTo(new Count(3));
        }

        @Test
        void nothingOfTheEventsGivenToAnotherFixture() {
            fixture.given(new Risen(1));

            assertThat(fixture.state()).isEqualTo(new Count(0));
        }
    }
}
