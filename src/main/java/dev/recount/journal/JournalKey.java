package dev.recount.journal;

import dev.recount.model.StreamId;
import java.util.Optional;

/** The text under which a stream's events and states lie in the journal. */
public final class JournalKey {

    /** The character between a type and an id, which stands in neither. */
    public static final char SEPARATOR = '|';

    /** A character that comes after all that stand in ids. */
    private static final char AFTER_ALL = '\u007f';

    private JournalKey() {}

    /** Returns the text of a stream. */
    public static String of(StreamId stream) {
        return stream.type() + SEPARATOR + stream.id();
    }

    /** Returns the text before those of all streams of a type. */
    public static String beginning(String type) {
        return type + SEPARATOR;
    }

    /** Returns the text after those of all streams of a type. */
    public static String end(String type) {
        return type + (char) (SEPARATOR + 1);
    }

    /** Returns the text before those of all streams of a type whose ids begin with a prefix. */
    public static String beginning(String type, String prefix) {
        if (prefix.isEmpty()) {
            return beginning(type);
        }
        int last = prefix.length() - 1;
        return beginning(type) + prefix.substring(0, last) + (char) (prefix.charAt(last) - 1) + AFTER_ALL;
    }

    /** Returns the text after which those come that begin with a prefix and come after an id, if one is given. */
    public static String after(String type, String prefix, Optional<String> id) {
        String beginning = beginning(type, prefix);
        return id.map(last -> beginning(type) + last)
                .filter(last -> last.compareTo(beginning) > 0)
                .orElse(beginning);
    }

    /** Returns the text after those of all streams of a type whose ids begin with a prefix. */
    public static String end(String type, String prefix) {
        return prefix.isEmpty() ? end(type) : beginning(type) + prefix + AFTER_ALL;
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
