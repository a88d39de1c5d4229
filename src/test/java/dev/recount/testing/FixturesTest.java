package dev.recount.testing;

import static dev.recount.testing.Tickets.FOLLOW;
import static dev.recount.testing.Tickets.LINES;
import static dev.recount.testing.Tickets.TICKET;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recount.model.Principal;
import dev.recount.testing.Tickets.Close;
import dev.recount.testing.Tickets.Closed;
import dev.recount.testing.Tickets.Line;
import dev.recount.testing.Tickets.Raise;
import dev.recount.testing.Tickets.Raised;
import dev.recount.testing.Tickets.Reason;
import dev.recount.testing.Tickets.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FixturesTest {

    private static final Raised RAISED = new Raised("anna", "Brno", "ticket/1@0");

    @Nested
    class OfAnAggregate {

        private final Fixture<State, Tickets.Command, Tickets.Event> ticket = Fixture.of(TICKET);

        @Test
        void letsTheTypePermitCommandsByTheState() {
            var once = Fixture.of(TICKET.authorize((state, _, _) -> !state.open()));
            once.given(RAISED).when(new Close()).notPermitted();
            assertFails(() -> once.when(new Close()).notPermitted(), "NOT_OPEN");
        }

        @Test
        void letsTheTypePermitCommands() {
            ticket.given(RAISED).when(new Close()).notPermitted().thenState(new State(true));
            ticket.given(RAISED)
                    .as(new Principal("clerk"))
                    .when(new Close())
                    .then(new Closed())
                    .thenState(new State(false));
            assertFails(() -> ticket.when(new Raise("anna", Optional.empty())).notPermitted(), "anonymous", "Raised");
            assertFails(() -> ticket.when(new Close()).rejected(Reason.NOT_OPEN), "NOT_OPEN", "may not send it");
        }

        @Test
        void letsTheTypeEnrichCommandsOrTakesTheGivenAnswer() {
            ticket.when(new Raise("anna", Optional.empty())).then(RAISED);
            ticket.enrichedTo(new Raise("anna", Optional.of("Praha")))
                    .when(new Raise("anna", Optional.empty()))
                    .then(new Raised("anna", "Praha", "ticket/1@0"));
        }

        @Test
        void tellsTheStreamAndTheVersion() {
            ticket.id("77")
                    .version(5)
                    .when(new Raise("anna", Optional.empty()))
                    .then(new Raised("anna", "Brno", "ticket/77@5"));
        }

        @Test
        @SuppressWarnings("NullAway") // what cannot be stored is what is tested
        void failsWhereAnEventCannotBeStored() {
            assertFails(() -> ticket.given(new Raised(null, "Brno", "here")), "cannot be stored");
        }
    }

    @Nested
    class OfAView {

        private final Instant january = Instant.parse("2026-01-31T12:00:00Z");
        private final Instant march = Instant.parse("2026-03-31T12:00:00Z");

        private final ViewFixture<Line> lines = ViewFixture.of(LINES, TICKET)
                .at(january)
                .given(TICKET, "1", RAISED)
                .at(march)
                .given(TICKET, "1", new Closed())
                .given(TICKET, "2", RAISED);

        @Test
        void comparesAllRows() {
            lines.then(new Line("2", "anna", true), new Line("1", "anna", false));
            assertFails(() -> lines.then(new Line("1", "anna", false)), "Line[ticket=2");
        }

        @Test
        void comparesTheRowsOfATime() {
            lines.thenAt(january, new Line("1", "anna", true)).thenAt(january.minusSeconds(1));
        }
    }

    @Nested
    class OfAHandler {

        private final HandlerFixture follow = HandlerFixture.of(FOLLOW, new Tickets());
        private final Raise another = new Raise("anna", Optional.empty());

        @Test
        void reactsToWhatHappensAndNotToWhatIsGiven() {
            follow.given(TICKET, "first", RAISED)
                    .thenNothingElse()
                    .when(TICKET, "first", RAISED)
                    .thenSent(TICKET, "second", another)
                    .thenSent(TICKET, "third", another)
                    .thenNothingElse()
                    .thenState(TICKET, "third", new State(true));
            assertFails(() -> follow.thenSent(TICKET, "third", another), "but sent was []");
        }

        @Test
        void firesTimersWhenTheirTimeHasPassed() {
            follow.when(TICKET, "first", RAISED)
                    .thenTimer("stale", TICKET, "first", Duration.ofDays(1))
                    .whenPassed(Duration.ofHours(23))
                    .thenState(TICKET, "first", new State(true))
                    .whenPassed(Duration.ofHours(1))
                    .thenState(TICKET, "first", new State(false))
                    .thenNoTimer();
        }

        @Test
        void sendsTheSameWhereItCrashesAfterEachCommand() {
            follow.crashingAfterEachCommand()
                    .when(TICKET, "first", RAISED)
                    .thenSent(TICKET, "second", another)
                    .thenSent(TICKET, "third", another)
                    .whenPassed(Duration.ofDays(1))
                    .thenSent(TICKET, "first", new Close())
                    .thenNothingElse()
                    .thenNoTimer();
        }
    }

    private static void assertFails(ThrowingCallable expectation, String... named) {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(expectation)
                .satisfies(failure -> org.assertj.core.api.Assertions.assertThat(failure.getMessage())
                        .contains(named));
    }
}
