package dev.recount.evolution.notes;

import static dev.recount.model.Decision.accept;

import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;

/** The rules of the third year, whose events must have a colour. */
public final class Third implements Aggregate<Notes.State, Notes.Command, Third.Event> {

    public sealed interface Event {
        record Written(String text, String colour) implements Event {}
    }

    @Override
    public Notes.State initial() {
        return new Notes.State(0);
    }

    @Override
    public Decision<Event> decide(Notes.State state, Notes.Command command, Context context) {
        return switch (command) {
            case Notes.Command.Write(var text) -> accept(new Event.Written(text, "red"));
        };
    }

    @Override
    public Notes.State evolve(Notes.State state, Event event) {
        return new Notes.State(state.written() + 1);
    }
}
