package dev.recount.guide;

import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.domain.Domain;
import dev.recount.model.type.StreamType;
import java.util.List;

/** A domain whose rules fail at every command. */
public final class Broken implements Domain {

    /** A command. */
    public record Fail() {}

    /** An event that never happens. */
    public record Failed() {}

    /** A state that never changes. */
    public record State() {}

    private static final class Rules implements Aggregate<State, Fail, Failed> {

        @Override
        public State initial() {
            return new State();
        }

        @Override
        public Decision<Failed> decide(State state, Fail command, Context context) {
            throw new IllegalStateException("rules that cannot decide");
        }

        @Override
        public State evolve(State state, Failed event) {
            return state;
        }
    }

    @Override
    public String name() {
        return "broken";
    }

    @Override
    public List<StreamType<?, ?, ?>> streamTypes() {
        return List.of(StreamType.of("broken", new Rules()));
    }
}
