package dev.recount.process.loan;

import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;

/** A desk that keeps money for loans, unless it is broken. */
final class Desk implements Aggregate<Desk.State, Desk.Command, Desk.Event> {

    static final String BROKEN = "broken";

    record State(int kept) {}

    sealed interface Command {
        record Keep(String loan) implements Command {}

        record Release(String loan) implements Command {}
    }

    sealed interface Event {
        record Kept(String loan) implements Event {}

        record Released(String loan) implements Event {}
    }

    @Override
    public State initial() {
        return new State(0);
    }

    @Override
    public Decision<Event> decide(State state, Command command, Context context) {
        if (context.stream().id().equals(BROKEN)) {
            throw new IllegalStateException("the desk is broken");
        }
        return switch (command) {
            case Command.Keep(var loan) -> Decision.accept(new Event.Kept(loan));
            case Command.Release(var loan) -> Decision.accept(new Event.Released(loan));
        };
    }

    @Override
    public State evolve(State state, Event event) {
        return switch (event) {
            case Event.Kept _ -> new State(state.kept + 1);
            case Event.Released _ -> new State(state.kept - 1);
        };
    }
}
