package dev.recount.bench.load;

import org.HdrHistogram.Histogram;

/**
 * The measurement of one turn.
 *
 * @param operations how many payments were acknowledged, or events read
 * @param nanos the time from the first until all were answered
 * @param latencies how long each answer took, in nanoseconds; empty where there were no answers to wait for
 */
public record Sample(long operations, long nanos, Histogram latencies) {

    /** Returns the operations in a second. */
    public double rate() {
        return operations / (nanos / 1e9);
    }

    /** Returns the sample of something that was done in one piece. */
    public static Sample of(long operations, long nanos) {
        return new Sample(operations, nanos, new Histogram(3));
    }
}
