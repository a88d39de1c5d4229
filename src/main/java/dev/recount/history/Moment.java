package dev.recount.history;

import java.time.Instant;

/** A point in a stream's past. */
public sealed interface Moment {

    /** After the event of this version; 0 is before the first. */
    record Version(long version) implements Moment {}

    /** After the last event whose time is not after this one. */
    record Time(Instant time) implements Moment {}

    /** After the last event there is. */
    enum Latest implements Moment {
        INSTANCE
    }
}
