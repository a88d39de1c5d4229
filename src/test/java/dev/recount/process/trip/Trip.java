package dev.recount.process.trip;

import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;

/** A trip that somebody wants to make. */
public final class Trip implements Aggregate<Trip.State, Trip.Command, Trip.Event> {

    public sealed interface Command {
        record Request(String traveller) implements Command {}

        record Confirm() implements Command {}

        record Decline(String why) implements Command {}

        record CallOff() implements Command {}
    }

    public sealed interface Event {
        record Requested(String traveller) implements Event {}

        record Confirmed() implements Event {}

        record Declined(String why) implements Event {}

        record CalledOff() implements Event {}
    }

    public sealed interface State {
        record None() implements State {}

        record Open(String traveller) implements State {}

        record Done(boolean confirmed) implements State {}
    }

    public enum Reason {
        NOT_OPEN
    }

    @Override
    public State initial() {
        return new State.None();
    }

    @Override
    public Decision<Event> decide(State state, Command command, Context context) {
        return switch (command) {
            case Command.Request(var traveller)
            when state instanceof State.None -> Decision.accept(new Event.Requested(traveller));
            case Command.Confirm _ when state instanceof State.Open -> Decision.accept(new Event.Confirmed());
            case Command.Decline(var why) when state instanceof State.Open -> Decision.accept(new Event.Declined(why));
            case Command.CallOff _ -> Decision.accept(new Event.CalledOff());
            case Command.Request _, Command.Confirm _, Command.Decline _ ->
                Decision.reject(Reason.NOT_OPEN, "the trip is " + state);
        };
    }

    @Override
    public State evolve(State state, Event event) {
        return switch (event) {
            case Event.Requested(var traveller) -> new State.Open(traveller);
            case Event.Confirmed _ -> new State.Done(true);
            case Event.Declined _ -> new State.Done(false);
            case Event.CalledOff _ -> state;
        };
    }
}
