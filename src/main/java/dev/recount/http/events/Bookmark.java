package dev.recount.http.events;

import dev.recount.journal.log.LogEntry;
import dev.recount.journal.log.Position;

/**
 * How far a reader of the log has come: up to a position, and perhaps into what is stored right after it as one event, but is
 * several today. To readers, it is the position of the last event that they have got.
 *
 * @param position the position up to which everything has been seen
 * @param parts how many of the events were seen that are stored as the one after it
 */
record Bookmark(Position position, int parts) {

    private static final char SEPARATOR = '.';

    /** Ends what is stored at a position. */
    static Bookmark at(Position position) {
        return new Bookmark(position, 0);
    }

    /** Ends a part of what is stored at a position, and not its last. */
    static Bookmark within(Position position, int part) {
        // Its text has to sort before that of the position, and behind those of all positions before.
        return new Bookmark(new Position(position.transaction(), position.ordering() - 1), part);
    }

    /**
     * Reads a bookmark as {@link #toString} writes it.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Bookmark parse(String text) {
        int separator = text.indexOf(SEPARATOR);
        if (separator < 0) {
            return at(Position.parse(text));
        }
        Position position = Position.parse(text.substring(0, separator));
        Position parts = Position.parse(Position.START.toString().substring(0, 2) + text.substring(separator + 1));
        if (parts.ordering() < 1 || parts.ordering() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a position as the server gave it is expected");
        }
        return new Bookmark(position, (int) parts.ordering());
    }

    /** Tells whether a part of an event that is after the position was seen already. */
    boolean hasPassed(LogEntry entry, int part) {
        return part <= parts && within(entry.position(), parts).position.equals(position);
    }

    /** Returns the form that readers see, which sorts as bookmarks do. */
    @Override
    public String toString() {
        return parts == 0
                ? position.toString()
                : position.toString()
                        + SEPARATOR
                        + new Position(0, parts).toString().substring(2);
    }
}
