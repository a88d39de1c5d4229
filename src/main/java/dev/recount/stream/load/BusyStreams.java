package dev.recount.stream.load;

import dev.recount.model.StreamId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** The streams that have got the most commands within the last minute, by way of this node. */
public final class BusyStreams {

    /** The number of streams that are told. */
    public static final int TOLD = 10;

    private static final int COUNTERS = 128;
    private static final int PARTS = 6;
    private static final long PART_NANOS = Duration.ofSeconds(10).toNanos();

    private final LongSupplier nanos;
    private final Deque<Part> parts = new ArrayDeque<>();

    /** A sixth of the minute. */
    private record Part(long number, SpaceSaving counts) {}

    /** Begins to count by the clock of the machine. */
    public BusyStreams() {
        this(System::nanoTime);
    }

    BusyStreams(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Counts a command. */
    public synchronized void count(StreamId stream) {
        forget();
        long now = now();
        if (parts.isEmpty() || parts.getLast().number != now) {
            parts.add(new Part(now, new SpaceSaving(COUNTERS)));
        }
        parts.getLast().counts.add(stream);
    }

    private long now() {
        return Math.floorDiv(nanos.getAsLong(), PART_NANOS);
    }

    private void forget() {
        while (!parts.isEmpty() && parts.getFirst().number <= now() - PARTS) {
            parts.removeFirst();
        }
    }

    /** Returns the busiest, the one with the most commands first. */
    public synchronized List<BusyStream> busiest() {
        forget();
        Map<StreamId, Long> sums = new HashMap<>();
        parts.forEach(part -> part.counts.forEach((stream, count) -> sums.merge(stream, count, Long::sum)));
        return sums.entrySet().stream()
                .map(each -> new BusyStream(each.getKey(), each.getValue()))
                .sorted(Comparator.comparingLong(BusyStream::commands)
                        .reversed()
                        .thenComparing(BusyStream::stream))
                .limit(TOLD)
                .toList();
    }

    /** Returns how many commands the one at a rank has got, from 1; 0 where there is none. */
    public long commandsAt(int rank) {
        List<BusyStream> busiest = busiest();
        return rank <= busiest.size() ? busiest.get(rank - 1).commands() : 0;
    }
}
