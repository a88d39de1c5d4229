package dev.recount.journal.stored;

import dev.recount.model.StreamId;
import java.util.Optional;

/**
 * A word of another table for an event of a stream.
 *
 * @param stream the stream, as type/id
 * @param version the version that the stream must have come to
 * @param from what says so
 */
public record Witness(String stream, long version, String from) {

    static final String SNAPSHOT = "there is a snapshot";

    /** Returns the stream, if what the table names is one. */
    public Optional<StreamId> streamId() {
        try {
            return Optional.of(StreamId.parse(stream));
        } catch (IllegalArgumentException unusable) {
            return Optional.empty();
        }
    }

    /** Tells whether it is the word of a snapshot. */
    public boolean isSnapshot() {
        return from.equals(SNAPSHOT);
    }

    /** Returns what is wrong with the stream if it ends before that event. */
    public String problem(long last) {
        return from + " at version " + version + ", but "
                + (last == 0 ? "there is no event" : "the last event is of version " + last);
    }
}
