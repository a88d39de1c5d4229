package dev.recount.privacy;

import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.domain.Domain;
import dev.recount.model.personal.Personal;
import dev.recount.model.type.StreamType;
import java.util.ArrayList;
import java.util.List;

/** Notes about persons, of which nothing is kept but what they say now. */
final class Notes implements Domain {

    /** A note. */
    record Note(List<Personal<String>> lines) {}

    record Write(Personal<String> line) {}

    record Written(Personal<String> line) {}

    private static final class Rules implements Aggregate<Note, Write, Written> {

        @Override
        public Note initial() {
            return new Note(List.of());
        }

        @Override
        public Decision<Written> decide(Note note, Write command, Context context) {
            return Decision.accept(new Written(command.line()));
        }

        @Override
        public Note evolve(Note note, Written event) {
            var lines = new ArrayList<>(note.lines());
            lines.add(event.line());
            return new Note(List.copyOf(lines));
        }
    }

    @Override
    public String name() {
        return "notes";
    }

    @Override
    public List<StreamType<?, ?, ?>> streamTypes() {
        return List.of(StreamType.of("note", new Rules()).stateAlone());
    }
}
