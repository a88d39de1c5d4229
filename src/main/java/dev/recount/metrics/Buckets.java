package dev.recount.metrics;

import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The buckets of histograms, which Prometheus makes quantiles of, over any time and any number of nodes. */
final class Buckets {

    private Buckets() {}

    /** Returns the bounds of what takes from a millisecond to the longest that a caller waits. */
    static Duration[] times() {
        return Stream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 60_000)
                .map(Duration::ofMillis)
                .toArray(Duration[]::new);
    }

    /** Returns the bounds of numbers of events: powers of two, up to the most that is written in one transaction. */
    static double[] events() {
        return IntStream.rangeClosed(0, 13).mapToDouble(power -> 1L << power).toArray();
    }
}
