package dev.recount.stream;

import static dev.recount.model.Decision.accept;
import static dev.recount.model.Decision.reject;

import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.domain.Domain;
import dev.recount.model.type.StreamType;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A stream type whose commands do what a test needs done: right, wrong, large, slow or many at once. */
public final class Probe implements Aggregate<Probe.State, Probe.Command, Probe.Event> {

    enum Reason {
        NEGATIVE,
        UNKNOWN
    }

    sealed interface Command {
        record Add(int amount) implements Command {}

        record AddAll(List<Integer> amounts) implements Command {}

        record Note(String text) implements Command {}

        record LookUp(String question, Optional<String> answer) implements Command {}

        record FailToDecide() implements Command {}

        record FailToEvolve() implements Command {}
    }

    sealed interface Event {
        record Added(int amount) implements Event {}

        record Noted(String text) implements Event {}

        record Broke() implements Event {}
    }

    record State(long sum, int events, String lastNote) {}

    /** Returns a domain with the probe as its one stream type, changed as the test needs. */
    static Domain domain(UnaryOperator<StreamType<State, Command, Event>> changes) {
        return new Domain() {
            @Override
            public String name() {
                return "probes";
            }

            @Override
            public List<StreamType<?, ?, ?>> streamTypes() {
                return List.of(changes.apply(StreamType.of("probe", new Probe())));
            }
        };
    }

    /** Returns a domain with the probe as its one stream type. */
    public static Domain domain() {
        return domain(type -> type);
    }

    @Override
    public State initial() {
        return new State(0, 0, "");
    }

    @Override
    public Decision<Event> decide(State state, Command command, Context context) {
        return switch (command) {
            case Command.Add(var amount) when amount < 0 -> reject(Reason.NEGATIVE, "an amount is not negative");
            case Command.Add(var amount) -> accept(new Event.Added(amount));
            case Command.AddAll(var amounts) ->
                accept(amounts.stream().map(Event.Added::new).toList());
            case Command.Note(var text) -> accept(new Event.Noted(text));
            case Command.LookUp(var _, var answer)
            when answer.filter("no"::equals).isPresent() ->
                reject(Reason.UNKNOWN, "there is no answer, at " + context.time());
            case Command.LookUp(var _, var answer) -> accept(new Event.Noted(answer.orElse("nobody was asked")));
            case Command.FailToDecide() -> throw new IllegalStateException("secret of the rules");
            case Command.FailToEvolve() -> accept(new Event.Added(1), new Event.Broke());
        };
    }

    @Override
    public State evolve(State state, Event event) {
        return switch (event) {
            case Event.Added(var amount) -> new State(state.sum + amount, state.events + 1, state.lastNote);
            case Event.Noted(var text) -> new State(state.sum, state.events + 1, text);
            case Event.Broke() -> throw new IllegalStateException("secret of the rules");
        };
    }
}
