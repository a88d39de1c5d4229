package dev.recount.timeline;

import java.time.Instant;

/** A length of time of which events are counted together. */
enum Grain {
    MINUTE(1),
    HOUR(60),
    DAY(24 * 60);

    private static final long SECONDS = 60;

    private final int minutes;

    Grain(int minutes) {
        this.minutes = minutes;
    }

    /** Returns how many minutes long it is. */
    int minutes() {
        return minutes;
    }

    /** Returns how many seconds long it is. */
    long seconds() {
        return minutes * SECONDS;
    }

    /** Returns which of these lengths a time falls into, counted from 1970. */
    long number(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), seconds());
    }

    /** Returns the longest one that is no longer than so many seconds; the shortest, if all are. */
    static Grain within(long seconds) {
        return seconds >= DAY.seconds() ? DAY : seconds >= HOUR.seconds() ? HOUR : MINUTE;
    }
}
