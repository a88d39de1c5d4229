package dev.recount.stream.load;

import dev.recount.model.StreamId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * A count of what comes most often, in a fixed number of counters (Metwally, Agrawal and El Abbadi, "Space-Saving"): a
 * newcomer takes over the lowest counter with its count, which it may have got by itself or not.
 */
final class SpaceSaving {

    private final int most;
    private final List<Counter> counters = new ArrayList<>();
    private final Map<StreamId, Counter> byStream = new HashMap<>();

    /** No count is lower. */
    private long lowest;

    private int next;

    /** The count of a stream, and how much of it may be that of others. */
    private static final class Counter {

        private StreamId stream;
        private long count;
        private long inherited;

        Counter(StreamId stream) {
            this.stream = stream;
        }
    }

    SpaceSaving(int most) {
        this.most = most;
    }

    void add(StreamId stream) {
        Counter counter = byStream.get(stream);
        if (counter == null) {
            counter = counters.size() < most ? another(stream) : takenOver(stream);
            byStream.put(stream, counter);
        }
        counter.count++;
    }

    private Counter another(StreamId stream) {
        var counter = new Counter(stream);
        counters.add(counter);
        return counter;
    }

    private Counter takenOver(StreamId stream) {
        Counter counter = lowest();
        byStream.remove(counter.stream);
        counter.stream = stream;
        counter.inherited = counter.count;
        return counter;
    }

    /** Counts only grow: those that are as low as any are met by going round, until a round meets none. */
    private Counter lowest() {
        for (int looked = 0; looked < counters.size(); looked++) {
            Counter counter = counters.get(next);
            next = (next + 1) % counters.size();
            if (counter.count == lowest) {
                return counter;
            }
        }
        lowest = counters.stream().mapToLong(counter -> counter.count).min().orElseThrow();
        return lowest();
    }

    /** Tells how often each of those that are counted came, at least. */
    void forEach(BiConsumer<StreamId, Long> each) {
        counters.forEach(counter -> each.accept(counter.stream, counter.count - counter.inherited));
    }
}
