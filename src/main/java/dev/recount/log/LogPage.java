package dev.recount.log;

import dev.recount.journal.JournalPage;
import dev.recount.log.position.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A stretch of the log of one journal, or of one stream in it, without a gap.
 *
 * @param entries its events in order; fewer than were asked for where they are large
 * @param atHead whether there was nothing after it when it was read
 */
public record LogPage(List<LogEntry> entries, boolean atHead) {

    /**
     * The most events of one query: databases make the whole of its result, whatever is taken from it, before the first
     * is seen.
     */
    static final int CHUNK = 64;

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

    /** Returns the same, with each event read in another way. */
    LogPage with(UnaryOperator<LogEntry> reading) {
        return new LogPage(entries.stream().map(reading).toList(), atHead);
    }

    /** The queries that make a page: each for some events after the last one that was read, or the first ones. */
    interface Chunks {
        List<LogEntry> after(Optional<LogEntry> last, int limit);
    }

    /** Reads a page of at most so many events, and fewer where they are large. */
    static LogPage read(int limit, Chunks chunks) {
        var entries = new ArrayList<LogEntry>();
        long bytes = 0;
        while (entries.size() < limit && bytes < MOST_BYTES) {
            int most = Math.min(CHUNK, limit - entries.size());
            List<LogEntry> chunk =
                    chunks.after(entries.isEmpty() ? Optional.empty() : Optional.of(entries.getLast()), most);
            entries.addAll(chunk);
            if (chunk.size() < most) {
                return new LogPage(entries, true);
            }
            bytes += bytes(chunk);
        }
        return new LogPage(entries, false);
    }
}
