package dev.recount.replay;

import java.time.Instant;

/**
 * A stream as its events so far have made it. Immutable.
 *
 * @param <S> the aggregate's state
 */
public sealed interface StreamState<S> {

    /** Returns the number of events so far. */
    long version();

    /**
     * A stream that can go on.
     *
     * @param time when its last event happened; {@link Instant#MIN} before the first
     * @param hash what its next event holds as the hash of the one before it
     * @param commands the last commands it carried out
     * @param moves what migrations have to do with it
     */
    record Live<S>(S state, long version, Instant time, String hash, CommandMemory commands, Moves moves)
            implements StreamState<S> {}

    /**
     * A stream that cannot go on, as one of its events cannot be read or is not the one that was stored.
     *
     * @param version the version up to which it could be read
     * @param problem what stands in the way
     */
    record Damaged<S>(long version, String problem) implements StreamState<S> {}
}
