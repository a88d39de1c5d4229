package dev.recount.timeline;

import dev.recount.model.EventId;
import java.time.Instant;
import java.util.Optional;

/**
 * A mark on the line of time.
 *
 * @param time when it happened; where it stands for several, the first of them
 * @param event the event that tells of it, if one does
 * @param text what it is, in a few words
 * @param count how many of its kind it stands for
 */
public record Mark(Instant time, Kind kind, Optional<EventId> event, String text, long count) {

    /** A kind of what is marked. */
    public enum Kind {
        /** Events are read otherwise from then on. */
        CORRECTION,
        /** A person was forgotten. */
        ERASURE,
        /** Streams have come to a settled point. */
        SETTLED,
        /** Other rules have begun to decide. */
        DEPLOYMENT,
        /** The log up to here was sealed, or witnessed. */
        SEAL
    }
}
