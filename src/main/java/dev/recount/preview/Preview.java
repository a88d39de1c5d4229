package dev.recount.preview;

import dev.recount.model.StreamId;
import dev.recount.stream.Outcome;

/** The answer to the question what a command would come to. */
public sealed interface Preview {

    /** The outcome that it would have; nothing is stored. */
    record Told(Outcome outcome) implements Preview {}

    /** The stream had not come to the version that was asked for. */
    record NotThere(StreamId stream) implements Preview {}

    /**
     * The commands before it are for as many streams as are followed at a time.
     *
     * @param most how many that are
     */
    record TooMany(int most) implements Preview {}
}
