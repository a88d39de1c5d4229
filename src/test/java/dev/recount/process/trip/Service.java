package dev.recount.process.trip;

import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Something that can be booked for a trip, until it is sold out. */
public final class Service implements Aggregate<Service.State, Service.Command, Service.Event> {

    public sealed interface Command {
        record Book(String trip, BigDecimal price) implements Command {}

        record Cancel(String trip) implements Command {}

        record SellOut() implements Command {}

        record Restock() implements Command {}

        /** Booking it for a trip fails from now on. */
        record Pend(String trip) implements Command {}

        record Settle() implements Command {}
    }

    public sealed interface Event {
        record Booked(String trip, BigDecimal price) implements Event {}

        record Cancelled(String trip) implements Event {}

        record SoldOut() implements Event {}

        record Restocked() implements Event {}

        record Pended(String trip) implements Event {}

        record Settled() implements Event {}
    }

    public record State(Set<String> trips, boolean soldOut, Optional<String> pending) {}

    public enum Reason {
        SOLD_OUT,
        NOT_BOOKED
    }

    @Override
    public State initial() {
        return new State(Set.of(), false, Optional.empty());
    }

    @Override
    public Decision<Event> decide(State state, Command command, Context context) {
        return switch (command) {
            case Command.Book _ when state.soldOut() -> Decision.reject(Reason.SOLD_OUT, "nothing is left");
            case Command.Book(var trip, var _)
            when state.pending().equals(Optional.of(trip)) -> throw new IllegalStateException("it is broken");
            case Command.Book(var trip, var price) -> {
                Points.reached("before-" + context.stream().type() + "-" + trip);
                yield Decision.accept(new Event.Booked(trip, price));
            }
            case Command.Cancel(var trip)
            when !state.trips().contains(trip) -> Decision.reject(Reason.NOT_BOOKED, "it cannot be cancelled");
            case Command.Cancel(var trip) -> {
                Points.reached("before-undoing-" + context.stream().type() + "-" + trip);
                yield Decision.accept(new Event.Cancelled(trip));
            }
            case Command.SellOut _ -> Decision.accept(new Event.SoldOut());
            case Command.Restock _ -> Decision.accept(new Event.Restocked());
            case Command.Pend(var trip) -> Decision.accept(new Event.Pended(trip));
            case Command.Settle _ -> Decision.accept(new Event.Settled());
        };
    }

    @Override
    public State evolve(State state, Event event) {
        Set<String> trips = new LinkedHashSet<>(state.trips());
        return switch (event) {
            case Event.Booked(var trip, var _) -> {
                trips.add(trip);
                yield new State(trips, state.soldOut(), state.pending());
            }
            case Event.Cancelled(var trip) -> {
                trips.remove(trip);
                yield new State(trips, state.soldOut(), state.pending());
            }
            case Event.SoldOut _ -> new State(trips, true, state.pending());
            case Event.Restocked _ -> new State(trips, false, state.pending());
            case Event.Pended(var trip) -> new State(trips, state.soldOut(), Optional.of(trip));
            case Event.Settled _ -> new State(trips, state.soldOut(), Optional.empty());
        };
    }
}
