package dev.recount.example.hotel;

import static dev.recount.model.Decision.accept;
import static dev.recount.model.Decision.reject;

import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;

/** A guest of the hotel, who may change to another room; that it is free is no rule of the guest's. */
final class Guest implements Aggregate<GuestState, GuestCommand, GuestEvent> {

    enum Reason {
        THERE_ALREADY,
        NOT_THERE
    }

    @Override
    public GuestState initial() {
        return new GuestState.Away();
    }

    @Override
    public Decision<GuestEvent> decide(GuestState state, GuestCommand command, Context context) {
        return switch (command) {
            case GuestCommand.CheckIn(var room)
            when state.equals(new GuestState.Staying(room)) ->
                reject(Reason.THERE_ALREADY, "the guest is in that room");
            case GuestCommand.CheckIn(var room) -> accept(new GuestEvent.CheckedIn(room));
            case GuestCommand.CheckOut()
            when state.equals(new GuestState.Away()) -> reject(Reason.NOT_THERE, "the guest is in no room");
            case GuestCommand.CheckOut() -> accept(new GuestEvent.CheckedOut());
        };
    }

    @Override
    public GuestState evolve(GuestState state, GuestEvent event) {
        return switch (event) {
            case GuestEvent.CheckedIn(var room) -> new GuestState.Staying(room);
            case GuestEvent.CheckedOut() -> new GuestState.Away();
        };
    }
}
