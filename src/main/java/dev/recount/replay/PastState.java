package dev.recount.replay;

import dev.recount.model.StreamId;
import java.time.Instant;

/** The state of a stream at a point of its past, as far as it can be told. */
public sealed interface PastState {

    /**
     * A state.
     *
     * @param version the version of the last event that led to it, 0 before the first
     * @param time when that event happened
     * @param state the state as JSON
     */
    record Found(StreamId stream, long version, Instant time, String state) implements PastState {}

    /** A stream that had not come to that point. */
    record NotFound(StreamId stream) implements PastState {}

    /**
     * A stream that cannot be folded up to that point.
     *
     * @param problem what stands in the way
     */
    record Damaged(StreamId stream, String problem) implements PastState {}
}
