package dev.recount.migration;

import dev.recount.log.LogEntry;
import dev.recount.model.StreamId;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The events that have come from the log and wait for those before them in their stream. */
final class Coming {

    private static final int MOST_OF_A_STREAM = 200;

    /** Copies of an event and those after it travel between nodes in one message. */
    private static final long MOST_BYTES = 512 * 1024;

    private final ConcurrentMap<StreamId, NavigableMap<Long, LogEntry>> byStream = new ConcurrentHashMap<>();

    /** Notes an event; those of a stream that has too many are not noted. */
    void add(LogEntry entry) {
        byStream.compute(entry.stream(), (_, before) -> {
            NavigableMap<Long, LogEntry> waiting = before == null ? new TreeMap<>() : before;
            if (waiting.size() < MOST_OF_A_STREAM) {
                waiting.put(entry.version(), entry);
            }
            return waiting;
        });
    }

    /** Forgets an event and those before it in its stream. */
    void seenTo(LogEntry entry) {
        byStream.computeIfPresent(entry.stream(), (_, waiting) -> {
            waiting.headMap(entry.version(), true).clear();
            return waiting.isEmpty() ? null : waiting;
        });
    }

    /** Returns the events that come right after one in its stream, as many as may be copied together with it. */
    List<LogEntry> after(LogEntry entry) {
        var next = new ArrayList<LogEntry>();
        byStream.computeIfPresent(entry.stream(), (_, waiting) -> {
            long bytes = entry.stored().payload().length;
            for (LogEntry each : waiting.tailMap(entry.version(), false).values()) {
                bytes += each.stored().payload().length;
                if (each.version() != entry.version() + next.size() + 1 || bytes > MOST_BYTES) {
                    break;
                }
                next.add(each);
            }
            return waiting;
        });
        return next;
    }
}
