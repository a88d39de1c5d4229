package dev.recount.cli.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The lines of late that may repeat themselves: each is told once, then once a minute with how often it came, and at
 * last that it comes no more.
 *
 * <p>Of one source no more than so many different lines are told in a minute; the rest counts as one.
 */
final class Repeats {

    static final Duration INTERVAL = Duration.ofMinutes(1);
    static final int MOST_OF_A_SOURCE = 20;

    private final Map<Line, Count> counts = new LinkedHashMap<>();

    /**
     * The lines that are the same but for numbers and names.
     *
     * @param source where they come from
     * @param shape what they have in common; empty for the rest of a source
     */
    record Line(String source, String shape) {}

    /** A line that tells of others which were not. */
    record Told(String source, String text) {}

    /** The times that a line has come. */
    private static final class Count {
        private final String sample;
        private long toldNanos;
        private long lastNanos;
        private long untold;
        private long all = 1;

        Count(String sample, long nowNanos) {
            this.sample = sample;
            this.toldNanos = nowNanos;
            this.lastNanos = nowNanos;
        }
    }

    /**
     * Counts a line, and tells whether it is to be told now.
     *
     * @param text the line itself
     */
    synchronized boolean isNew(Line line, String text, long nowNanos) {
        Line counted = counts.containsKey(line) || differentOf(line.source) < MOST_OF_A_SOURCE
                ? line
                : new Line(line.source, "");
        Count count = counts.get(counted);
        if (count == null) {
            counts.put(counted, new Count(text, nowNanos));
            return true;
        }
        count.untold++;
        count.all++;
        count.lastNanos = nowNanos;
        return false;
    }

    private long differentOf(String source) {
        return counts.keySet().stream()
                .filter(line -> line.source.equals(source))
                .count();
    }

    /** Returns what is to be told by now of lines that were not told. */
    synchronized List<Told> due(long nowNanos) {
        var due = new ArrayList<Told>();
        for (Iterator<Map.Entry<Line, Count>> each = counts.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<Line, Count> entry = each.next();
            String source = entry.getKey().source;
            Count count = entry.getValue();
            if (nowNanos - count.lastNanos >= INTERVAL.toNanos()) {
                if (count.all > 1) {
                    due.add(new Told(
                            source, "not any more for a minute, after " + count.all + " times: " + count.sample));
                }
                each.remove();
            } else if (count.untold > 0 && nowNanos - count.toldNanos >= INTERVAL.toNanos()) {
                due.add(new Told(source, "again, " + count.untold + " times within a minute: " + count.sample));
                count.untold = 0;
                count.toldNanos = nowNanos;
            }
        }
        return due;
    }
}
