package dev.recount.example.hotel;

import dev.recount.testing.Fixture;
import org.junit.jupiter.api.Test;

/** The rules of the hotel. */
class HotelTest {

    private static Fixture<GuestState, GuestCommand, GuestEvent> guest() {
        return Fixture.of(Hotel.GUEST);
    }

    @Test
    void givesAGuestOneRoomAtATime() {
        guest().when(new GuestCommand.CheckIn("7")).then(new GuestEvent.CheckedIn("7"));
        guest().given(new GuestEvent.CheckedIn("7"))
                .when(new GuestCommand.CheckIn("8"))
                .then(new GuestEvent.CheckedIn("8"));
        guest().given(new GuestEvent.CheckedIn("7"))
                .when(new GuestCommand.CheckIn("7"))
                .rejected(Guest.Reason.THERE_ALREADY);
    }

    @Test
    void takesARoomBackThatAGuestHas() {
        guest().given(new GuestEvent.CheckedIn("7"))
                .when(new GuestCommand.CheckOut())
                .then(new GuestEvent.CheckedOut());
        guest().when(new GuestCommand.CheckOut()).rejected(Guest.Reason.NOT_THERE);
    }

    @Test
    void givesNoRoomThatAnotherGuestHas() {
        guest().held("room", "7").when(new GuestCommand.CheckIn("7")).taken("room");
    }
}
