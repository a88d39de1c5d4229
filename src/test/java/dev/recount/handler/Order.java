package dev.recount.handler;

import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.type.StreamType;

/** The stream that handlers react to in tests: each command is one event. */
public final class Order implements Aggregate<Order.State, Order.Command, Order.Event> {

    public static final StreamType<State, Command, Event> TYPE = StreamType.of("order", new Order());

    record State(int placed) {}

    sealed interface Command {
        record Place(String note) implements Command {}
    }

    public sealed interface Event {
        record Placed(String note) implements Event {}
    }

    @Override
    public State initial() {
        return new State(0);
    }

    @Override
    public Decision<Event> decide(State state, Command command, Context context) {
        return switch (command) {
            case Command.Place(var note) -> Decision.accept(new Event.Placed(note));
        };
    }

    @Override
    public State evolve(State state, Event event) {
        return new State(state.placed + 1);
    }
}
