package dev.recount.stream.load;

import dev.recount.model.StreamId;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A count of what comes most often, in a fixed number of counters (Metwally, Agrawal and El Abbadi, "Space-Saving"): a
 * newcomer takes over the lowest counter with its count, which it may have got by itself or not.
 */
final class SpaceSaving {

    private final int most;
    private final Map<StreamId, Counter> counters = new HashMap<>();

    /** The count of a stream, and how much of it may be that of others. */
    private static final class Counter {

        private long count;
        private final long inherited;

        Counter(long inherited) {
            this.count = inherited;
            this.inherited = inherited;
        }
    }

    SpaceSaving(int most) {
        this.most = most;
    }

    void add(StreamId stream) {
        Counter counter = counters.get(stream);
        if (counter == null) {
            counter = new Counter(counters.size() < most ? 0 : takenOver());
            counters.put(stream, counter);
        }
        counter.count++;
    }

    private long takenOver() {
        Map.@Nullable Entry<StreamId, Counter> lowest = null;
        for (Map.Entry<StreamId, Counter> each : counters.entrySet()) {
            if (lowest == null || each.getValue().count < lowest.getValue().count) {
                lowest = each;
            }
        }
        if (lowest == null) {
            return 0;
        }
        counters.remove(lowest.getKey());
        return lowest.getValue().count;
    }

    /** Tells how often each of those that are counted came, at least. */
    void forEach(BiConsumer<StreamId, Long> each) {
        counters.forEach((stream, counter) -> each.accept(stream, counter.count - counter.inherited));
    }
}
