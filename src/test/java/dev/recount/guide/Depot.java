package dev.recount.guide;

import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;

/** A depot with room for two parcels. */
final class Depot implements Aggregate<Depot.State, Depot.Command, Depot.Event> {

    private static final int ROOM = 2;

    enum Reason {
        FULL
    }

    record State(int parcels) {}

    sealed interface Command {
        record Store(String parcel) implements Command {}
    }

    sealed interface Event {
        record Stored(String parcel) implements Event {}
    }

    @Override
    public State initial() {
        return new State(0);
    }

    @Override
    public Decision<Event> decide(State state, Command command, Context context) {
        return switch (command) {
            case Command.Store(var parcel) ->
                state.parcels < ROOM
                        ? Decision.accept(new Event.Stored(parcel))
                        : Decision.reject(Reason.FULL, "the depot is full");
        };
    }

    @Override
    public State evolve(State state, Event event) {
        return new State(state.parcels + 1);
    }
}
