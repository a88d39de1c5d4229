package dev.recount.http.preview;

import static dev.recount.model.Decision.accept;
import static dev.recount.model.Decision.reject;

import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.domain.Domain;
import dev.recount.model.type.StreamType;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** A till that takes coins in and pays them out; what a coin of abroad is worth is looked up outside. */
final class Till implements Aggregate<Till.State, Till.Command, Till.Event> {

    /** The number of times that something was looked up. */
    static final AtomicInteger LOOKED_UP = new AtomicInteger();

    static final StreamType<State, Command, Event> TYPE = StreamType.of("till", new Till())
            .authorize((_, command, context) -> !(command instanceof Command.Empty)
                    || context.principal().name().equals("keeper"));

    /** Tills whose commands are completed before they are decided on. */
    static final StreamType<State, Command, Event> EXCHANGES = StreamType.of("exchange", new Till())
            .enrich((command, _) -> {
                LOOKED_UP.incrementAndGet();
                return CompletableFuture.completedStage(
                        command instanceof Command.Change(var coins, var _)
                                ? new Command.Change(coins, Optional.of(3))
                                : command);
            });

    enum Reason {
        TOO_FEW
    }

    record State(int coins) {}

    sealed interface Command {
        record Fill(int coins) implements Command {}

        record Pay(int coins) implements Command {}

        record Change(int coins, Optional<Integer> rate) implements Command {}

        record Empty() implements Command {}
    }

    sealed interface Event {
        record Filled(int coins) implements Event {}

        record Paid(int coins) implements Event {}
    }

    static Domain domain() {
        return new Domain() {
            @Override
            public String name() {
                return "tills";
            }

            @Override
            public List<StreamType<?, ?, ?>> streamTypes() {
                return List.of(TYPE, EXCHANGES);
            }
        };
    }

    @Override
    public State initial() {
        return new State(0);
    }

    @Override
    public Decision<Event> decide(State state, Command command, Context context) {
        return switch (command) {
            case Command.Fill(var coins) -> accept(new Event.Filled(coins));
            case Command.Pay(var coins) when coins > state.coins -> reject(Reason.TOO_FEW, "there are " + state.coins);
            case Command.Pay(var coins) -> accept(new Event.Paid(coins));
            case Command.Change(var coins, var rate) -> accept(new Event.Filled(coins * rate.orElse(1)));
            case Command.Empty() -> accept(new Event.Paid(state.coins));
        };
    }

    @Override
    public State evolve(State state, Event event) {
        return switch (event) {
            case Event.Filled(var coins) -> new State(state.coins + coins);
            case Event.Paid(var coins) -> new State(state.coins - coins);
        };
    }
}
