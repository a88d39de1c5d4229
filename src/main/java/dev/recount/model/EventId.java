package dev.recount.model;

/**
 * The name of one event, unique for good: {@code order/17@3}; {@code order/17@3.2} is the second of those that today's
 * rules see where one is stored.
 *
 * @param stream the stream that the event belongs to
 * @param version the number within the stream of what is stored, from 1; 0 stands for what is before the first
 * @param part which of today's events it is that are stored as one, from 1; see {@link dev.recount.model.evolution}
 */
public record EventId(StreamId stream, long version, int part) {

    private static final String FORM = "an event is written type/id@version, as in account/2378@17";

    /**
     * Returns the name of the event that is stored at a version of a stream, or of the first of those stored as one.
     */
    public static EventId of(StreamId stream, long version) {
        return new EventId(stream, version, 1);
    }

    /**
     * Reads a name as {@link #toString} writes it.
     *
     * @throws IllegalArgumentException if the text is none; says how an event is written
     */
    public static EventId parse(String text) {
        int at = text.lastIndexOf('@');
        if (at < 0) {
            throw new IllegalArgumentException(FORM);
        }
        int dot = text.indexOf('.', at);
        var id = new EventId(
                StreamId.parse(text.substring(0, at)),
                number(text.substring(at + 1, dot < 0 ? text.length() : dot)),
                dot < 0 ? 1 : Math.toIntExact(Math.min(number(text.substring(dot + 1)), Integer.MAX_VALUE)));
        if (!id.toString().equals(text)) {
            throw new IllegalArgumentException(FORM);
        }
        return id;
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException none) {
            throw new IllegalArgumentException(FORM, none);
        }
    }

    @Override
    public String toString() {
        return stream + "@" + version + (part == 1 ? "" : "." + part);
    }
}
