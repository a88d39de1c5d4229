package dev.recount.replay.regression;

import static dev.recount.model.Decision.accept;

import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.domain.Domain;
import dev.recount.model.type.StreamType;
import java.util.List;

/** Letters as they once were: weighed in grams, and held back in one event with being posted. */
final class LettersBefore implements Aggregate<LettersBefore.State, LettersBefore.Command, LettersBefore.Event> {

    sealed interface Command {
        record Post(String to, int grams) implements Command {}

        record PostAndHold(String to, int grams, String reason) implements Command {}

        record Hold(String reason) implements Command {}

        record Stamp() implements Command {}
    }

    sealed interface Event {
        record Posted(String to, int grams) implements Event {}

        record PostedAndHeld(String to, int grams, String reason) implements Event {}

        record Held(String reason) implements Event {}

        record Stamped() implements Event {}
    }

    record State(int events) {}

    /** The domain of these letters alone. */
    record Post() implements Domain {

        @Override
        public String name() {
            return "post";
        }

        @Override
        public List<StreamType<?, ?, ?>> streamTypes() {
            return List.of(StreamType.of("letter", new LettersBefore())
                    .authorize((_, command, context) -> !(command instanceof Command.Hold)
                            || context.principal().name().equals("clerk")));
        }
    }

    @Override
    public State initial() {
        return new State(0);
    }

    @Override
    public Decision<Event> decide(State state, Command command, Context context) {
        return switch (command) {
            case Command.Post(var to, var grams) -> accept(new Event.Posted(to, grams));
            case Command.PostAndHold(var to, var grams, var reason) ->
                accept(new Event.PostedAndHeld(to, grams, reason));
            case Command.Hold(var reason) -> accept(new Event.Held(reason));
            case Command.Stamp() -> accept(new Event.Stamped());
        };
    }

    @Override
    public State evolve(State state, Event event) {
        return new State(state.events + 1);
    }
}
