package dev.recount.migration;

import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;

/** An amount with the places where it is kept, for tests. */
public final class Purse implements Aggregate<Purse.State, Purse.Command, Purse.Event> {

    public sealed interface Command {
        record Put(long amount, String place) implements Command {}

        record Take(long amount, String place) implements Command {}
    }

    public sealed interface Event {
        record Filled(long amount, String place) implements Event {}

        record Emptied(long amount, String place) implements Event {}
    }

    public record State(long total) {}

    private enum Reason {
        TOO_LITTLE
    }

    @Override
    public State initial() {
        return new State(0);
    }

    @Override
    public Decision<Event> decide(State state, Command command, Context context) {
        return switch (command) {
            case Command.Put(var amount, var place) -> Decision.accept(new Event.Filled(amount, place));
            case Command.Take(var amount, var _)
            when amount > state.total() -> Decision.reject(Reason.TOO_LITTLE, "there are " + state.total());
            case Command.Take(var amount, var place) -> Decision.accept(new Event.Emptied(amount, place));
        };
    }

    @Override
    public State evolve(State state, Event event) {
        return switch (event) {
            case Event.Filled(var amount, var _) -> new State(state.total() + amount);
            case Event.Emptied(var amount, var _) -> new State(state.total() - amount);
        };
    }
}
