package dev.recount.guide;

import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;

/** A parcel on its way. */
final class Parcel implements Aggregate<Parcel.State, Parcel.Command, Parcel.Event> {

    record State(String where) {}

    sealed interface Command {
        record Pack(String depot) implements Command {}

        record Collect() implements Command {}

        record Refuse(String reason) implements Command {}

        record Miss() implements Command {}
    }

    sealed interface Event {
        record Packed(String depot) implements Event {}

        record Collected() implements Event {}

        record Refused(String reason) implements Event {}

        record Missed() implements Event {}
    }

    @Override
    public State initial() {
        return new State("nowhere");
    }

    @Override
    public Decision<Event> decide(State state, Command command, Context context) {
        return switch (command) {
            case Command.Pack(var depot) -> Decision.accept(new Event.Packed(depot));
            case Command.Collect() -> Decision.accept(new Event.Collected());
            case Command.Refuse(var reason) -> Decision.accept(new Event.Refused(reason));
            case Command.Miss() -> Decision.accept(new Event.Missed());
        };
    }

    @Override
    public State evolve(State state, Event event) {
        return switch (event) {
            case Event.Packed(var depot) -> new State(depot);
            case Event.Collected() -> new State("collected");
            case Event.Refused(var reason) -> new State(reason);
            case Event.Missed() -> new State("missed");
        };
    }
}
