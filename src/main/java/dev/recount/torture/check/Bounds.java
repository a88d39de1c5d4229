package dev.recount.torture.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The bounds between which a stream's version must have been at a moment, as far as clients can tell from outside. */
public final class Bounds {

    /** Sorted by time, each with the highest version until then. */
    private final List<Observation> highest;

    /** The time before which the stream cannot have been at a version, by version minus one. */
    private final long[] earliest;

    /**
     * @param earliest by version minus one, when the command was first sent that led to it, or the least number if that
     *     is not known
     */
    Bounds(List<Observation> observations, long[] earliest) {
        List<Observation> sorted = observations.stream()
                .sorted(Comparator.comparingLong(Observation::atNanos))
                .toList();
        this.highest = new ArrayList<>(sorted.size());
        for (Observation each : sorted) {
            boolean higher = highest.isEmpty() || highest.getLast().version() < each.version();
            highest.add(higher ? each : highest.getLast());
        }
        this.times = sorted.stream().mapToLong(Observation::atNanos).toArray();
        this.earliest = earliest.clone();
        for (int version = 1; version < earliest.length; version++) {
            this.earliest[version] = Math.max(this.earliest[version], this.earliest[version - 1]);
        }
    }

    private final long[] times;

    /** Returns the observation of the highest version that the stream had reached for sure before a moment. */
    public Optional<Observation> before(long nanos) {
        int count = firstNotBefore(times, nanos);
        return count == 0 ? Optional.empty() : Optional.of(highest.get(count - 1));
    }

    /** Returns the version that the stream had reached for sure before a moment. */
    public long least(long nanos) {
        return before(nanos).map(Observation::version).orElse(0L);
    }

    /** Returns the highest version that the stream can have been at, at a moment. */
    public long most(long nanos) {
        return firstNotBefore(earliest, nanos + 1);
    }

    private static int firstNotBefore(long[] sorted, long nanos) {
        int found = Arrays.binarySearch(sorted, nanos);
        if (found < 0) {
            return -found - 1;
        }
        while (found > 0 && sorted[found - 1] == nanos) {
            found--;
        }
        return found;
    }
}
