package dev.recount.journal.damage;

import dev.recount.model.StreamId;
import java.time.Instant;
import java.util.Optional;

/**
 * A mark that a stream is damaged: some of its events are not those that were stored.
 *
 * @param version the first version from which on nothing can be relied on; it may be after the last event that is there
 * @param problem what is wrong
 * @param found when that was found
 * @param entry which entry of the tree that seals its journal tells so; nothing if the stream itself does
 */
public record Damage(StreamId stream, long version, String problem, Instant found, Optional<Long> entry) {

    /** A mark that the stream itself gives reason for. */
    public Damage(StreamId stream, long version, String problem, Instant found) {
        this(stream, version, problem, found, Optional.empty());
    }
}
