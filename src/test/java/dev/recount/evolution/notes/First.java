package dev.recount.evolution.notes;

import static dev.recount.model.Decision.accept;

import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;

/** The rules of the first year. */
public final class First implements Aggregate<Notes.State, Notes.Command, First.Event> {

    public sealed interface Event {
        record Written(String text) implements Event {}
    }

    @Override
    public Notes.State initial() {
        return new Notes.State(0);
    }

    @Override
    public Decision<Event> decide(Notes.State state, Notes.Command command, Context context) {
        return switch (command) {
            case Notes.Command.Write(var text) -> accept(new Event.Written(text));
        };
    }

    @Override
    public Notes.State evolve(Notes.State state, Event event) {
        return new Notes.State(state.written() + 1);
    }
}
