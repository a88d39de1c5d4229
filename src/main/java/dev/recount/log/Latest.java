package dev.recount.log;

import dev.recount.log.position.LogPlace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The latest events of the log of one journal, without a gap.
 *
 * @param start the place before the first of them
 * @param end the place of the last one, or the start if there are none
 * @param bytes how large they are
 */
record Latest(LogPlace start, LogPlace end, List<LogEntry> entries, long bytes) {

    private static final int MOST_ENTRIES = 8_192;
    private static final long MOST_BYTES = 32L << 20;

    static Latest none(LogPlace at) {
        return new Latest(at, at, List.of(), 0);
    }

    /** Returns these with newer ones, of which the oldest make way. */
    Latest with(List<LogEntry> newer) {
        int count = entries.size() + newer.size();
        long left = bytes + LogPage.bytes(newer);
        int dropped = 0;
        while (count - dropped > 1 && (count - dropped > MOST_ENTRIES || left > MOST_BYTES)) {
            left -= entry(dropped, newer).stored().payload().length;
            dropped++;
        }
        var kept = new ArrayList<LogEntry>(count - dropped);
        kept.addAll(entries.subList(Math.min(dropped, entries.size()), entries.size()));
        kept.addAll(newer.subList(Math.max(0, dropped - entries.size()), newer.size()));
        LogPlace from = dropped == 0 ? start : entry(dropped - 1, newer).place();
        return new Latest(from, kept.getLast().place(), Collections.unmodifiableList(kept), left);
    }

    private LogEntry entry(int index, List<LogEntry> newer) {
        return index < entries.size() ? entries.get(index) : newer.get(index - entries.size());
    }

    /** Tells whether all events after a place are among these. */
    boolean covers(LogPlace place) {
        return place.compareTo(start) >= 0;
    }

    /**
     * Returns at most so many of the events after a place, which is not before the start, and fewer where they are
     * large.
     */
    LogPage after(LogPlace place, int limit) {
        int from = firstAfter(place);
        int most = Math.min(entries.size(), from + limit);
        int to = from;
        for (long bytes = 0; to < most && bytes < LogPage.MOST_BYTES; to++) {
            bytes += entries.get(to).stored().payload().length;
        }
        return new LogPage(entries.subList(from, to), to == entries.size());
    }

    private int firstAfter(LogPlace place) {
        int low = 0;
        int high = entries.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (entries.get(middle).place().compareTo(place) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
