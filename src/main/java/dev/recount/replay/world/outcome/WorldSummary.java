package dev.recount.replay.world.outcome;

import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;

/**
 * The counts of what a world was made of, so far.
 *
 * @param events how many events on record it has come past
 * @param decided how many commands were decided again
 * @param different how many decisions are others than on record
 * @param differences the same by kind
 * @param gaps how many commands could not be decided again, by reason
 */
public record WorldSummary(
        long events, long decided, long different, SortedMap<Line, Long> differences, Map<Gap, Long> gaps) {

    /** The most lines; a domain that makes up its reasons as it goes must not fill the memory. */
    static final int MOST_LINES = 1_000;

    private static final String ANY = "…";

    /**
     * A kind of differences.
     *
     * @param reason the reason for which the command was rejected on record, or nothing
     * @param otherReason the reason for which it is in the world, or nothing
     */
    public record Line(String streamType, String command, Change change, String reason, String otherReason)
            implements Comparable<Line> {

        private static final Comparator<Line> ORDER = Comparator.comparing(Line::streamType)
                .thenComparing(Line::command)
                .thenComparing(Line::change)
                .thenComparing(Line::reason)
                .thenComparing(Line::otherReason);

        Line ofAnyReason() {
            return new Line(streamType, command, change, reason.isEmpty() ? "" : ANY, otherReason.isEmpty() ? "" : ANY);
        }

        @Override
        public int compareTo(Line other) {
            return ORDER.compare(this, other);
        }
    }
}
