package dev.recount.journal;

import dev.recount.model.StreamId;
import java.util.Optional;

/** The text under which a stream's events and states lie in the journal. */
public final class JournalKey {

    /** The character between a type and an id, which stands in neither. */
    public static final char SEPARATOR = '|';

    private JournalKey() {}

    /** Returns the text of a stream. */
    public static String of(StreamId stream) {
        return stream.type() + SEPARATOR + stream.id();
    }

    /**
     * Returns the stream of a text.
     *
     * @throws RuntimeException if it is none
     */
    public static StreamId stream(String key) {
        int separator = key.indexOf(SEPARATOR);
        return new StreamId(key.substring(0, separator), key.substring(separator + 1));
    }

    /** Returns the stream of a text, which may be that of something else. */
    public static Optional<StreamId> find(String key) {
        try {
            return Optional.of(stream(key)).filter(stream -> of(stream).equals(key));
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException unusable) {
            return Optional.empty();
        }
    }
}
