package dev.recount.replay.regression;

import static dev.recount.model.Decision.accept;

import dev.recount.model.Aggregate;
import dev.recount.model.Authorization;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.domain.Domain;
import dev.recount.model.evolution.Part;
import dev.recount.model.evolution.Upcaster;
import dev.recount.model.type.StreamType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Letters of today, with what reads what was recorded of them before. */
class Letters implements Aggregate<Letters.State, Letters.Command, Letters.Event> {

    sealed interface Command {
        record Post(String to, BigDecimal kilos) implements Command {}

        record PostAndHold(String to, BigDecimal kilos, String reason) implements Command {}

        record Hold(String reason) implements Command {}

        /** Is accepted, and not worth an event any more. */
        record Note() implements Command {}
    }

    sealed interface Event {
        record Posted(String to, BigDecimal kilos) implements Event {}

        record Held(String reason) implements Event {}
    }

    record State(List<String> events) {

        public State {
            events = List.copyOf(events);
        }
    }

    /** A domain of letters alone. */
    record Post(StreamType<?, ?, ?> type) implements Domain {

        @Override
        public String name() {
            return "post";
        }

        @Override
        public List<StreamType<?, ?, ?>> streamTypes() {
            return List.of(type);
        }
    }

    /** Returns the domain of today's letters. */
    static Domain domain() {
        return domain(new Letters(), Letters::isForClerks);
    }

    /** Returns a domain of letters under other rules. */
    static Domain domain(Letters rules, Authorization<State, Command> authorization) {
        Upcaster weighed = Upcaster.from("Posted", 1)
                .changeNumber("grams", grams -> grams.movePointLeft(3))
                .rename("grams", "kilos");
        return new Post(StreamType.of("letter", rules)
                .authorize(authorization)
                .upcast(
                        weighed,
                        Upcaster.from("PostedAndHeld", 1)
                                .split(
                                        Part.of("Posted/1").only("to", "grams"),
                                        Part.of("Held").only("reason")),
                        Upcaster.from("Stamped", 1).drop())
                .upcastCommand(
                        inKilos("Post"),
                        inKilos("PostAndHold"),
                        Upcaster.from("Stamp", 1).as("Note")));
    }

    private static Upcaster inKilos(String command) {
        return Upcaster.from(command, 1)
                .changeNumber("grams", grams -> grams.movePointLeft(3))
                .rename("grams", "kilos");
    }

    /** Tells whether a command is permitted: none but a clerk may hold back what is posted. */
    static boolean isForClerks(State state, Command command, Context context) {
        return !(command instanceof Command.Hold) || context.principal().name().equals("clerk");
    }

    @Override
    public State initial() {
        return new State(List.of());
    }

    @Override
    public Decision<Event> decide(State state, Command command, Context context) {
        return switch (command) {
            case Command.Post(var to, var kilos) -> accept(new Event.Posted(to, kilos));
            case Command.PostAndHold(var to, var kilos, var reason) ->
                accept(new Event.Posted(to, kilos), new Event.Held(reason));
            case Command.Hold(var reason) -> accept(new Event.Held(reason));
            case Command.Note() -> accept();
        };
    }

    @Override
    public State evolve(State state, Event event) {
        var more = new ArrayList<>(state.events);
        more.add(event.getClass().getSimpleName());
        return new State(more);
    }
}
