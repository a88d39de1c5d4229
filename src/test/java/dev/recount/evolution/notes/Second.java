package dev.recount.evolution.notes;

import static dev.recount.model.Decision.accept;

import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import java.util.Optional;

/** The rules of the second year, whose events may have a colour. */
public final class Second implements Aggregate<Notes.State, Notes.Command, Second.Event> {

    public sealed interface Event {
        record Written(String text, Optional<String> colour) implements Event {}
    }

    @Override
    public Notes.State initial() {
        return new Notes.State(0);
    }

    @Override
    public Decision<Event> decide(Notes.State state, Notes.Command command, Context context) {
        return switch (command) {
            case Notes.Command.Write(var text) -> accept(new Event.Written(text, Optional.of("red")));
        };
    }

    @Override
    public Notes.State evolve(Notes.State state, Event event) {
        return new Notes.State(state.written() + 1);
    }
}
