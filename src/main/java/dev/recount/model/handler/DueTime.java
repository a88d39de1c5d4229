package dev.recount.model.handler;

import java.time.Instant;
import java.time.ZoneOffset;

/** The times at which timers can be due. */
public final class DueTime {

    private static final int FIRST_YEAR = 1;
    private static final int LAST_YEAR = 9999;

    private DueTime() {}

    /**
     * Returns a time at which a timer can be due.
     *
     * @throws IllegalArgumentException if it is not in the years 1 to 9999, in UTC
     */
    public static Instant require(Instant time) {
        if (time.isBefore(yearOf(FIRST_YEAR)) || !time.isBefore(yearOf(LAST_YEAR + 1))) {
            throw new IllegalArgumentException("due: must be in the years 1 to 9999, and is " + time);
        }
        return time;
    }

    private static Instant yearOf(int year) {
        return Instant.EPOCH.atOffset(ZoneOffset.UTC).withYear(year).toInstant();
    }
}
