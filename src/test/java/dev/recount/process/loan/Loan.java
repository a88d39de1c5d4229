package dev.recount.process.loan;

import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;

/** A loan that somebody asks for, and that a person has to sign. */
final class Loan implements Aggregate<Loan.State, Loan.Command, Loan.Event> {

    record State(boolean signed) {}

    sealed interface Command {
        record Ask(String purpose, String desk) implements Command {}

        record Sign() implements Command {}
    }

    sealed interface Event {
        record Asked(String purpose, String desk) implements Event {}

        record Signed() implements Event {}
    }

    @Override
    public State initial() {
        return new State(false);
    }

    @Override
    public Decision<Event> decide(State state, Command command, Context context) {
        return switch (command) {
            case Command.Ask(var purpose, var desk) -> Decision.accept(new Event.Asked(purpose, desk));
            case Command.Sign() -> Decision.accept(new Event.Signed());
        };
    }

    @Override
    public State evolve(State state, Event event) {
        return switch (event) {
            case Event.Asked _ -> state;
            case Event.Signed() -> new State(true);
        };
    }
}
