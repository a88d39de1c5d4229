package dev.recount.model;

import java.util.regex.Pattern;

/**
 * The name of one stream: its type and its id within that type, written {@code account/2378}.
 *
 * @param type the stream type: a lower-case letter, then lower-case letters, digits and {@code -}; at most 64 in all
 * @param id letters, digits, {@code -} and {@code _}, beginning with a letter or digit; at most 128 in all
 */
public record StreamId(String type, String id) implements Comparable<StreamId> {

    private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,127}");

    public StreamId {
        requireType(type);
        if (!isId(id)) {
            throw new IllegalArgumentException(
                    "stream id: 1 to 128 letters, digits, '-' and '_', beginning with a letter"
                            + " or digit, are allowed");
        }
    }

    /**
     * Reads a stream's name as {@link #toString} writes it.
     *
     * @throws IllegalArgumentException if the text is not a type, a slash and an id
     */
    public static StreamId parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("stream: a stream is written type/id, as in account/2378");
        }
        return new StreamId(text.substring(0, slash), text.substring(slash + 1));
    }

    /** Tells whether a text can be the id of a stream; for rules about events that name streams of another type. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /**
     * Makes sure that a text can be a stream type.
     *
     * @throws IllegalArgumentException if it cannot; says how types are written
     */
    public static void requireType(String type) {
        if (!TYPE.matcher(type).matches()) {
            throw new IllegalArgumentException("stream type: a lower-case letter, then at most 63 lower-case letters,"
                    + " digits and '-' are allowed");
        }
    }

    @Override
    public int compareTo(StreamId other) {
        int byType = type.compareTo(other.type);
        return byType != 0 ? byType : id.compareTo(other.id);
    }

    @Override
    public String toString() {
        return type + "/" + id;
    }
}
