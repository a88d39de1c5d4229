package dev.recount.replay.world.course;

import java.time.Instant;
import java.util.Optional;

/**
 * A stream under one set of rules, as it is kept.
 *
 * @param version how many events it has had
 * @param time when the last of them happened
 * @param hash what the next one holds as the hash of the one before it
 * @param state the state as JSON; nothing where it came to an event that cannot be read or folded
 * @param problem what stood in the way there; else empty
 */
public record SavedCourse(long version, Instant time, String hash, Optional<String> state, String problem) {}
