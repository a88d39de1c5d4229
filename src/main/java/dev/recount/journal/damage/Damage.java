package dev.recount.journal.damage;

import dev.recount.model.StreamId;
import java.time.Instant;

/**
 * A mark that a stream is damaged: some of its events are not those that were stored.
 *
 * @param version the first version from which on nothing can be relied on; it may be after the last event that is there
 * @param problem what is wrong
 * @param found when that was found
 */
public record Damage(StreamId stream, long version, String problem, Instant found) {}
