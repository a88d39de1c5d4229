package dev.recount.seal.reading;

import java.util.TreeMap;
import java.util.function.LongConsumer;

/** The entries of a tree that have not been read where they should have been. */
final class Gaps {

    /** The end of each gap, exclusive, by its beginning. */
    private final TreeMap<Long, Long> ends = new TreeMap<>();

    private long count;

    /** Adds those from one on and before another, of which none is here. */
    void add(long from, long to) {
        if (from < to) {
            ends.put(from, to);
            count += to - from;
        }
    }

    /** Takes one out, which has been read in another place. */
    void remove(long index) {
        var gap = ends.floorEntry(index);
        if (gap != null && index < gap.getValue()) {
            ends.remove(gap.getKey());
            count -= gap.getValue() - gap.getKey();
            add(gap.getKey(), index);
            add(index + 1, gap.getValue());
        }
    }

    /** Returns how many there are. */
    long count() {
        return count;
    }

    /** Does something for each. */
    void forEach(LongConsumer work) {
        ends.forEach((from, to) -> {
            for (long index = from; index < to; index++) {
                work.accept(index);
            }
        });
    }
}
