package dev.recount.log;

import dev.recount.journal.JournalPage;
import java.util.List;

/**
 * A stretch of the log of one journal, or of one stream in it, without a gap.
 *
 * @param entries its events in order; fewer than were asked for where they are large
 * @param atHead whether there was nothing after it when it was read
 */
public record LogPage(List<LogEntry> entries, boolean atHead) {

    /** The size, in bytes, from which on a page gets no more events, however few it has. */
    static final long MOST_BYTES = JournalPage.MOST_BYTES;

    static long bytes(List<LogEntry> entries) {
        return entries.stream()
                .mapToLong(entry -> entry.stored().payload().length)
                .sum();
    }

    /** Returns where its reader is after it, which was at this position before. */
    public Position end(Position start) {
        return entries.isEmpty() ? start : start.join(entries.getLast().position());
    }
}
