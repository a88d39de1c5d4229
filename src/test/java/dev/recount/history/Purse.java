package dev.recount.history;

import static dev.recount.model.Decision.accept;

import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.domain.Domain;
import dev.recount.model.type.StreamType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A stream type whose state has about every shape that a state can have. */
public final class Purse implements Aggregate<Purse.State, Purse.Command, Purse.Event> {

    /** The commands of a purse. */
    public sealed interface Command {
        record Put(BigDecimal amount) implements Command {}

        record PutAll(List<BigDecimal> amounts) implements Command {}

        record Note(String text) implements Command {}
    }

    /** The events of a purse. */
    public sealed interface Event {
        record Added(BigDecimal amount) implements Event {}

        record Noted(String text) implements Event {}

        record Forgotten(int first) implements Event {}

        record Counted(String what, int number) implements Event {}

        record Lost() implements Event {}
    }

    /** The state of a purse. */
    public sealed interface State {
        record None() implements State {}

        record Held(BigDecimal amount, List<String> notes, Map<String, Integer> counts) implements State {}
    }

    /** Returns a domain with this stream type alone, changed as the test needs. */
    public static Domain domain(UnaryOperator<StreamType<State, Command, Event>> changes) {
        return new Domain() {
            @Override
            public String name() {
                return "purses";
            }

            @Override
            public List<StreamType<?, ?, ?>> streamTypes() {
                return List.of(changes.apply(StreamType.of("purse", new Purse())));
            }
        };
    }

    @Override
    public State initial() {
        return new State.None();
    }

    @Override
    public Decision<Event> decide(State state, Command command, Context context) {
        return switch (command) {
            case Command.Put(var amount) -> accept(new Event.Added(amount));
            case Command.PutAll(var amounts) ->
                accept(amounts.stream().<Event>map(Event.Added::new).toList());
            case Command.Note(var text) -> accept(new Event.Noted(text));
        };
    }

    @Override
    public State evolve(State state, Event event) {
        State.Held held =
                state instanceof State.Held some ? some : new State.Held(BigDecimal.ZERO, List.of(), Map.of());
        return switch (event) {
            case Event.Added(var amount) -> new State.Held(held.amount.add(amount), held.notes, held.counts);
            case Event.Noted(var text) -> {
                var notes = new ArrayList<>(held.notes);
                notes.add(text);
                yield new State.Held(held.amount, notes, held.counts);
            }
            case Event.Forgotten(var first) ->
                new State.Held(
                        held.amount,
                        held.notes.subList(Math.min(first, held.notes.size()), held.notes.size()),
                        held.counts);
            case Event.Counted(var what, var number) -> {
                var counts = new TreeMap<>(held.counts);
                if (number == 0) {
                    counts.remove(what);
                } else {
                    counts.merge(what, number, Integer::sum);
                }
                yield new State.Held(held.amount, held.notes, counts);
            }
            case Event.Lost() -> new State.None();
        };
    }
}
