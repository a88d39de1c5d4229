package dev.recount.evolution.today;

import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import java.util.ArrayList;
import java.util.List;

/** The notes of a handler about an article. */
public final class Ledger implements Aggregate<Ledger.State, Ledger.Note, Ledger.Noted> {

    public record State(List<String> notes) {}

    public record Note(String text) {}

    public record Noted(String text) {}

    @Override
    public State initial() {
        return new State(List.of());
    }

    @Override
    public Decision<Noted> decide(State state, Note note, Context context) {
        return Decision.accept(new Noted(note.text));
    }

    @Override
    public State evolve(State state, Noted noted) {
        var notes = new ArrayList<>(state.notes);
        notes.add(noted.text);
        return new State(List.copyOf(notes));
    }
}
