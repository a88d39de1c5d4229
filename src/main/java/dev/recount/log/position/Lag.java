package dev.recount.log.position;

import java.time.Duration;

/**
 * The distance between a reader of the log and the log's end.
 *
 * @param events the number of events that it has not come to; from 10,000 on it is estimated, by the numbers that
 *     events were given
 * @param time how long the first of them has been stored
 */
public record Lag(long events, Duration time) {

    /** No distance. */
    public static final Lag NONE = new Lag(0, Duration.ZERO);

    /** Returns how far who is as far behind elsewhere is behind altogether. */
    public Lag plus(Lag elsewhere) {
        return new Lag(events + elsewhere.events, time.compareTo(elsewhere.time) >= 0 ? time : elsewhere.time);
    }
}
