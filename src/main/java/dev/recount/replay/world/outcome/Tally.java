package dev.recount.replay.world.outcome;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The counts of what a world was made of; written by one thread, and read by any. */
public final class Tally {

    private final Map<WorldSummary.Line, Long> differences = new HashMap<>();
    private final Map<Gap, Long> gaps = new EnumMap<>(Gap.class);
    private long events;
    private long decided;
    private long different;

    /** Counts events on record. */
    public synchronized void read(int more) {
        events += more;
    }

    /** Counts a command that was decided again. */
    public synchronized void decided() {
        decided++;
    }

    /** Counts a command that could not be decided again. */
    public synchronized void gap(Gap gap) {
        gaps.merge(gap, 1L, Long::sum);
    }

    /** Counts a difference. */
    public synchronized void different(WorldDifference difference) {
        different++;
        var line = new WorldSummary.Line(
                difference.stream().type(),
                difference.command().name(),
                difference.change(),
                difference.recorded().reason(),
                difference.other().reason());
        boolean room = differences.size() < WorldSummary.MOST_LINES;
        differences.merge(room || differences.containsKey(line) ? line : line.ofAnyReason(), 1L, Long::sum);
    }

    /** Returns the counts so far. */
    public synchronized WorldSummary summary() {
        return new WorldSummary(events, decided, different, new TreeMap<>(differences), new EnumMap<>(gaps));
    }
}
