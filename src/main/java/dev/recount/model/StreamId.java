package dev.recount.model;

/**
 * The name of one stream: its type and its id within that type, written {@code account/2378}.
 *
 * @param type the stream type: a lower-case letter, then lower-case letters, digits and {@code -}; at most 64 in all
 * @param id letters, digits, {@code -} and {@code _}, beginning with a letter or digit; at most 128 in all
 */
public record StreamId(String type, String id) implements Comparable<StreamId> {

    private static final int LONGEST_TYPE = 64;
    private static final int LONGEST_ID = 128;

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
        if (text.isEmpty() || text.length() > LONGEST_ID || !(isLetter(text.charAt(0)) || isDigit(text.charAt(0)))) {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isLetter(c) && !isDigit(c) && c != '-' && c != '_') {
                return false;
            }
        }
        return true;
    }

    private static boolean isType(String text) {
        if (text.isEmpty() || text.length() > LONGEST_TYPE || !isLowerCase(text.charAt(0))) {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isLowerCase(c) && !isDigit(c) && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(char c) {
        return isLowerCase(c) || (c >= 'A' && c <= 'Z');
    }

    private static boolean isLowerCase(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /**
     * Makes sure that a text can be a stream type.
     *
     * @throws IllegalArgumentException if it cannot; says how types are written
     */
    public static void requireType(String type) {
        if (!isType(type)) {
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
