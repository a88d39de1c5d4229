package dev.recount.handler;

import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.type.StreamType;

/**
 * The stream to which handlers send commands in tests: it takes everything down, and a command that comes twice is
 * there twice.
 */
public final class Ledger implements Aggregate<Ledger.State, Ledger.Command, Ledger.Event> {

    static final StreamType<State, Command, Event> TYPE = StreamType.of("ledger", new Ledger());

    enum Reason {
        UNREADABLE
    }

    record State(int bookings) {}

    sealed interface Command {
        record Book(String entry) implements Command {}
    }

    sealed interface Event {
        record Booked(String entry) implements Event {}
    }

    @Override
    public State initial() {
        return new State(0);
    }

    @Override
    public Decision<Event> decide(State state, Command command, Context context) {
        return switch (command) {
            case Command.Book(var entry)
            when entry.isBlank() -> Decision.reject(Reason.UNREADABLE, "an entry is not blank");
            case Command.Book(var entry) -> Decision.accept(new Event.Booked(entry));
        };
    }

    @Override
    public State evolve(State state, Event event) {
        return new State(state.bookings + 1);
    }
}
