package dev.recount.model.handler;

import java.time.Instant;

/** The times at which timers can be due. */
public final class DueTime {

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant BEYOND = Instant.parse("+10000-01-01T00:00:00Z");

    private DueTime() {}

    /**
     * Returns a time at which a timer can be due.
     *
     * @throws IllegalArgumentException if it is not in the years 1 to 9999, in UTC
     */
    public static Instant require(Instant time) {
        if (time.isBefore(FIRST) || !time.isBefore(BEYOND)) {
            throw new IllegalArgumentException("due: must be in the years 1 to 9999, and is " + time);
        }
        return time;
    }
}
