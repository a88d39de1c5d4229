package dev.recount.handler.store;

import dev.recount.model.StreamId;

/**
 * The place of a timer among those of its handler.
 *
 * @param due when it is due, in milliseconds since 1970
 * @param stream the stream, as type/id
 */
public record TimerPlace(long due, String stream, String timer) {

    /** The place before the first one. */
    public static final TimerPlace START = new TimerPlace(Long.MIN_VALUE, "", "");

    /** Returns the place of a timer. */
    public static TimerPlace of(Work.Timer timer) {
        return new TimerPlace(timer.due().toEpochMilli(), timer.stream().toString(), timer.name());
    }

    /**
     * Reads a place as {@link #toString} writes it.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static TimerPlace parse(String text) {
        String[] parts = text.split("/", 4);
        if (parts.length < 4) {
            throw new IllegalArgumentException("must be a place as a page gave it");
        }
        try {
            return new TimerPlace(Long.parseLong(parts[0]), new StreamId(parts[1], parts[2]).toString(), parts[3]);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException("must be a place as a page gave it", malformed);
        }
    }

    /** Returns the form that clients see. */
    @Override
    public String toString() {
        return due + "/" + stream + "/" + timer;
    }
}
