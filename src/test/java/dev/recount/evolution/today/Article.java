package dev.recount.evolution.today;

import static dev.recount.model.Decision.accept;
import static dev.recount.model.Decision.reject;

import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An article in a warehouse, with the events of today. */
public final class Article implements Aggregate<Article.State, Article.Command, Article.Event> {

    public record Lot(String code, int count) {}

    public record Address(String street, String city) {}

    public sealed interface Command {
        record Register(String name, BigDecimal price) implements Command {}

        record Rename(String name) implements Command {}

        record Reprice(BigDecimal price) implements Command {}

        record Stock(int quantity) implements Command {}

        record Ship(int quantity, Address address) implements Command {}

        record Discontinue(String reason) implements Command {}
    }

    public sealed interface Event {
        record Registered(String name, BigDecimal price, String currency) implements Event {}

        record Renamed(String name) implements Event {}

        record Repriced(BigDecimal price, String currency) implements Event {}

        record Stocked(int quantity, List<Lot> lots, Optional<String> source) implements Event {}

        record Shipped(int quantity, Address address) implements Event {}

        record Discontinued(String reason) implements Event {}
    }

    public record State(String name, BigDecimal price, int quantity, List<String> cities, boolean discontinued) {}

    public enum Reason {
        OUT_OF_STOCK
    }

    @Override
    public State initial() {
        return new State("", BigDecimal.ZERO, 0, List.of(), false);
    }

    @Override
    public Decision<Event> decide(State state, Command command, Context context) {
        return switch (command) {
            case Command.Register(var name, var price) -> accept(new Event.Registered(name, price, "EUR"));
            case Command.Rename(var name) -> accept(new Event.Renamed(name));
            case Command.Reprice(var price) -> accept(new Event.Repriced(price, "EUR"));
            case Command.Stock(var quantity) -> accept(new Event.Stocked(quantity, List.of(), Optional.empty()));
            case Command.Ship(var quantity, var _)
            when quantity > state.quantity -> reject(Reason.OUT_OF_STOCK, "there are only " + state.quantity);
            case Command.Ship(var quantity, var address) -> accept(new Event.Shipped(quantity, address));
            case Command.Discontinue(var reason) -> accept(new Event.Discontinued(reason));
        };
    }

    @Override
    public State evolve(State state, Event event) {
        return switch (event) {
            case Event.Registered(var name, var price, var _) ->
                new State(name, price, state.quantity, state.cities, state.discontinued);
            case Event.Renamed(var name) ->
                new State(name, state.price, state.quantity, state.cities, state.discontinued);
            case Event.Repriced(var price, var _) ->
                new State(state.name, price, state.quantity, state.cities, state.discontinued);
            case Event.Stocked(var quantity, var _, var _) ->
                new State(state.name, state.price, state.quantity + quantity, state.cities, state.discontinued);
            case Event.Shipped(var quantity, var address) ->
                new State(
                        state.name,
                        state.price,
                        state.quantity - quantity,
                        Stream.concat(state.cities.stream(), Stream.of(address.city))
                                .toList(),
                        state.discontinued);
            case Event.Discontinued(var _) -> new State(state.name, state.price, state.quantity, state.cities, true);
        };
    }
}
