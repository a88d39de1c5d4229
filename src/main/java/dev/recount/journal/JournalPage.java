package dev.recount.journal;

import java.util.List;

/**
 * Events of a stream, one after another.
 *
 * @param entries the events in order; fewer than were asked for where they are large
 * @param atEnd whether there was nothing after them when they were read
 */
public record JournalPage(List<JournalEntry> entries, boolean atEnd) {

    /** The size, in bytes, from which on a page gets no more events, however few it has. */
    public static final long MOST_BYTES = 8L << 20;
}
