package dev.recount.evolution.before;

import static dev.recount.model.Decision.accept;

import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import java.util.List;
import java.util.Optional;

/** An article in a warehouse, in the first revision of its events. */
public final class Article implements Aggregate<Article.State, Article.Command, Article.Event> {

    public record Lot(String no, int count) {}

    public sealed interface Command {
        record Register(String name, int cents) implements Command {}

        record Update(Optional<String> name, Optional<Integer> cents) implements Command {}

        record Receive(List<Lot> lots) implements Command {}

        record Restock(int count, String supplier) implements Command {}

        record Send(int count, String street, String city) implements Command {}

        record Touch() implements Command {}

        /** Has three events. */
        record Overhaul(String name, int cents, int count) implements Command {}

        record Discontinue(String reason) implements Command {}
    }

    public sealed interface Event {
        record Registered(String name, int cents) implements Event {}

        record Updated(Optional<String> name, Optional<Integer> cents) implements Event {}

        record Received(int count, List<Lot> lots) implements Event {}

        record Restocked(int count, String supplier) implements Event {}

        record Sent(int count, String street, String city) implements Event {}

        record Touched() implements Event {}

        record Discontinued(String reason) implements Event {}
    }

    public record State(String name, int cents, int count) {}

    @Override
    public State initial() {
        return new State("", 0, 0);
    }

    @Override
    public Decision<Event> decide(State state, Command command, Context context) {
        return switch (command) {
            case Command.Register(var name, var cents) -> accept(new Event.Registered(name, cents));
            case Command.Update(var name, var cents) -> accept(new Event.Updated(name, cents));
            case Command.Receive(var lots) ->
                accept(new Event.Received(lots.stream().mapToInt(Lot::count).sum(), lots));
            case Command.Restock(var count, var supplier) -> accept(new Event.Restocked(count, supplier));
            case Command.Send(var count, var street, var city) -> accept(new Event.Sent(count, street, city));
            case Command.Touch() -> accept(new Event.Touched());
            case Command.Overhaul(var name, var cents, var count) ->
                accept(
                        new Event.Touched(),
                        new Event.Updated(Optional.of(name), Optional.of(cents)),
                        new Event.Restocked(count, "overhaul"));
            case Command.Discontinue(var reason) -> accept(new Event.Discontinued(reason));
        };
    }

    @Override
    public State evolve(State state, Event event) {
        return switch (event) {
            case Event.Registered(var name, var cents) -> new State(name, cents, state.count);
            case Event.Updated(var name, var cents) ->
                new State(name.orElse(state.name), cents.orElse(state.cents), state.count);
            case Event.Received(var count, var _) -> new State(state.name, state.cents, state.count + count);
            case Event.Restocked(var count, var _) -> new State(state.name, state.cents, state.count + count);
            case Event.Sent(var count, var _, var _) -> new State(state.name, state.cents, state.count - count);
            case Event.Touched(), Event.Discontinued(var _) -> state;
        };
    }
}
