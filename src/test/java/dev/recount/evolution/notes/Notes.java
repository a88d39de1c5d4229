package dev.recount.evolution.notes;

import dev.recount.model.Aggregate;
import dev.recount.model.domain.Domain;
import dev.recount.model.type.StreamType;
import java.util.List;

/** The notes, under whichever year's rules: their one event gets a field that may be missing, and then may not. */
public final class Notes {

    private Notes() {}

    public record State(int written) {}

    public sealed interface Command {
        record Write(String text) implements Command {}
    }

    /** Returns the domain of some year's rules. */
    public static Domain under(Aggregate<State, Command, ?> rules) {
        return new Domain() {
            @Override
            public String name() {
                return "notes";
            }

            @Override
            public List<StreamType<?, ?, ?>> streamTypes() {
                return List.of(StreamType.of("note", rules));
            }
        };
    }
}
