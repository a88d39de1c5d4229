package dev.recount.metrics.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The measurements of a node over a time.
 *
 * @param every the time between two of them
 * @param times when each of them was taken
 */
public record Measured(Duration every, List<Instant> times, List<Series> series) {

    public Measured {
        times = List.copyOf(times);
        series = List.copyOf(series);
    }

    /**
     * The measurements of one thing.
     *
     * @param values a value for each time; not a number where there was nothing to measure
     */
    public record Series(SeriesName name, List<Double> values) {

        public Series {
            values = List.copyOf(values);
        }

        /** Tells whether any value is known. */
        boolean isKnown() {
            return values.stream().anyMatch(Double::isFinite);
        }
    }
}
