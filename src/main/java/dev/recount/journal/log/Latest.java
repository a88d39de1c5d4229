package dev.recount.journal.log;

import java.util.ArrayList;
import java.util.List;

/**
 * The latest events of the log of one journal, without a gap.
 *
 * @param start the place before the first of them
 * @param end the place of the last one, or the start if there are none
 */
record Latest(Place start, Place end, List<LogEntry> entries) {

    private static final int MOST_ENTRIES = 8_192;
    private static final long MOST_BYTES = 32L << 20;

    static Latest none(Place at) {
        return new Latest(at, at, List.of());
    }

    /** Returns these with newer ones, of which the oldest make way. */
    Latest with(List<LogEntry> newer) {
        var all = new ArrayList<LogEntry>(entries.size() + newer.size());
        all.addAll(entries);
        all.addAll(newer);
        int first = firstToKeep(all);
        Place from = first == 0 ? start : all.get(first - 1).place();
        return new Latest(from, all.getLast().place(), List.copyOf(all.subList(first, all.size())));
    }

    private static int firstToKeep(List<LogEntry> all) {
        int first = all.size();
        long bytes = 0;
        while (first > 0 && all.size() - first < MOST_ENTRIES && bytes < MOST_BYTES) {
            first--;
            bytes += all.get(first).stored().payload().length;
        }
        return first;
    }

    /** Tells whether all events after a place are among these. */
    boolean covers(Place place) {
        return place.compareTo(start) >= 0;
    }

    /** Returns at most so many of the events after a place, which is not before the start, and fewer where they are large. */
    LogPage after(Place place, int limit) {
        int from = firstAfter(place);
        int most = Math.min(entries.size(), from + limit);
        int to = from;
        for (long bytes = 0; to < most && bytes < LogPage.MOST_BYTES; to++) {
            bytes += entries.get(to).stored().payload().length;
        }
        return new LogPage(entries.subList(from, to), to == entries.size());
    }

    private int firstAfter(Place place) {
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
