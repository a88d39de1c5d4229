package dev.recount.process.trip;

import static dev.recount.process.trip.Travel.CAR;
import static dev.recount.process.trip.Travel.CARD;
import static dev.recount.process.trip.Travel.FLIGHT;
import static dev.recount.process.trip.Travel.HOTEL;
import static dev.recount.process.trip.Travel.TRIP;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.process.trip.Booking.Event.BookingBegan;
import dev.recount.process.trip.Booking.Event.Completed;
import dev.recount.process.trip.Booking.Event.GivenUp;
import dev.recount.testing.ProcessFixture;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BookingTest {

    private static final Service.Command BOOK = new Service.Command.Book("t1", Booking.PRICE);
    private static final Service.Command CANCEL = new Service.Command.Cancel("t1");

    private final ProcessFixture<Booking.State, Booking.Event> booking =
            ProcessFixture.of(Travel.BOOKING, new Travel());

    private ProcessFixture<Booking.State, Booking.Event> requested() {
        return booking.when(TRIP, "t1", new Trip.Event.Requested("anna"));
    }

    @Test
    void goesFromStepToStep() {
        requested()
                .then(new BookingBegan("anna"))
                .thenSent("flight", FLIGHT, "any", BOOK)
                .thenTimer("time-out", Booking.TIME_OUT)
                .thenNothingElse();
        booking.whenAccepted("flight").thenSent("hotel", HOTEL, "any", BOOK).thenNothingElse();
        booking.whenAccepted("hotel").thenSent("car", CAR, "any", BOOK).thenNothingElse();
        booking.whenAccepted("car").thenSent("card", CARD, "any", BOOK).thenNothingElse();
        booking.whenAccepted("card")
                .thenSent("confirm", TRIP, "t1", new Trip.Command.Confirm())
                .thenNothingElse();
        booking.whenAccepted("confirm")
                .then(new Completed())
                .thenEnded()
                .thenNoTimer()
                .thenNothingElse();
        booking.whenPassed(Duration.ofDays(1)).then().thenNothingElse();
    }

    @Test
    void undoesWhatWasDoneInReverseOrderOneAfterTheOther() {
        requested();
        booking.whenAccepted("flight").whenAccepted("hotel");
        booking.whenRejected("car", Service.Reason.SOLD_OUT, "nothing is left")
                .then(new GivenUp("car: SOLD_OUT"))
                .thenUndone("hotel", HOTEL, "any", CANCEL)
                .thenNothingElse();
        booking.whenAccepted("hotel")
                .thenUndone("flight", FLIGHT, "any", CANCEL)
                .thenNothingElse();
        booking.whenAccepted("flight")
                .thenSent("decline", TRIP, "t1", new Trip.Command.Decline("car: SOLD_OUT[]"))
                .thenNothingElse();
        booking.whenAccepted("decline").thenEnded().thenNothingElse();
    }

    @Test
    void waitsWithUndoingForTheAnswersThatAreUnderWay() {
        requested();
        booking.whenAccepted("flight");
        booking.whenPassed(Booking.TIME_OUT)
                .then(new GivenUp("it took too long"))
                .thenNothingElse();
        booking.whenAccepted("hotel").thenUndone("hotel", HOTEL, "any", CANCEL).thenNothingElse();
    }

    @Test
    void goesOnWithUndoingWhereOneIsRejected() {
        requested();
        booking.whenAccepted("flight").whenAccepted("hotel");
        booking.whenRejected("car", Service.Reason.SOLD_OUT, "nothing is left");
        booking.whenRejected("hotel", Service.Reason.NOT_BOOKED, "it cannot be cancelled")
                .thenUndone("flight", FLIGHT, "any", CANCEL);
        booking.whenAccepted("flight")
                .thenSent("decline", TRIP, "t1", new Trip.Command.Decline("car: SOLD_OUT[hotel]"));
    }

    @Test
    void keepsWhatComesBeforeItsBeginning() {
        booking.when(TRIP, "t1", new Trip.Event.CalledOff()).then().thenNothingElse();
        requested().then(new BookingBegan("anna"), new GivenUp("called off")).thenSent("flight", FLIGHT, "any", BOOK);
        booking.whenAccepted("flight").thenUndone("flight", FLIGHT, "any", CANCEL);
    }

    @Test
    void beginsOnce() {
        requested();
        requested().thenNothingElse();
    }

    @Test
    void saysWhatIsNotAsExpected() {
        requested();
        assertThatThrownBy(() -> booking.then(new Completed()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("BookingBegan");
        assertThatThrownBy(() -> booking.thenSent("flight", HOTEL, "any", BOOK))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("hotel/any");
        assertThatThrownBy(() -> booking.whenAccepted("hotel"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("[flight]");
        assertThatThrownBy(booking::thenNothingElse).isInstanceOf(AssertionError.class);
        assertThatThrownBy(booking::thenEnded).isInstanceOf(AssertionError.class);
    }
}
