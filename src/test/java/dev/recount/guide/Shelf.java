package dev.recount.guide;

import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import java.util.HashMap;
import java.util.Map;

/** The stock of one product in one warehouse: {@code docs/carry-streams-over.md}. */
final class Shelf implements Aggregate<Shelf.State, Shelf.Command, Shelf.Event> {

    enum Reason {
        OUT_OF_STOCK
    }

    record State(int onHand, Map<String, Integer> held) {

        int available() {
            return onHand - held.values().stream().mapToInt(Integer::intValue).sum();
        }

        State plus(int quantity) {
            return new State(onHand + quantity, held);
        }

        State holding(String order, int quantity) {
            Map<String, Integer> more = new HashMap<>(held);
            more.merge(order, quantity, (before, change) -> before + change == 0 ? null : before + change);
            return new State(onHand, Map.copyOf(more));
        }
    }

    sealed interface Command {
        record Receive(int quantity) implements Command {}

        record Reserve(String order, int quantity) implements Command {}

        record Dispatch(String order) implements Command {}
    }

    sealed interface Event {
        record Received(int quantity) implements Event {}

        record Reserved(String order, int quantity) implements Event {}

        record Released(String order, int quantity) implements Event {}

        record Dispatched(String order, int quantity) implements Event {}
    }

    @Override
    public State initial() {
        return new State(0, Map.of());
    }

    @Override
    public Decision<Event> decide(State state, Command command, Context context) {
        return switch (command) {
            case Command.Receive(var quantity) -> Decision.accept(new Event.Received(quantity));
            case Command.Reserve(var order, var _) when state.held.containsKey(order) -> Decision.accept();
            case Command.Reserve(var _, var quantity)
            when quantity > state.available() ->
                Decision.reject(Reason.OUT_OF_STOCK, "only " + state.available() + " are available here");
            case Command.Reserve(var order, var quantity) -> Decision.accept(new Event.Reserved(order, quantity));
            case Command.Dispatch(var order) when !state.held.containsKey(order) -> Decision.accept();
            case Command.Dispatch(var order) ->
                Decision.accept(new Event.Dispatched(order, state.held.getOrDefault(order, 0)));
        };
    }

    @Override
    public State evolve(State state, Event event) {
        return switch (event) {
            case Event.Received(var quantity) -> state.plus(quantity);
            case Event.Reserved(var order, var quantity) -> state.holding(order, quantity);
            case Event.Released(var order, var quantity) -> state.holding(order, -quantity);
            case Event.Dispatched(var order, var quantity) ->
                state.holding(order, -quantity).plus(-quantity);
        };
    }
}
