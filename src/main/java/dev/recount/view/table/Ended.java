package dev.recount.view.table;

import dev.recount.model.StreamId;
import java.time.Instant;
import java.util.Optional;

/**
 * The end of the last row of a key of which there is none now.
 *
 * @param at the time from which on it held no more
 * @param stream the stream that it belonged to, where each row belongs to one
 */
public record Ended(Instant at, Optional<StreamId> stream) {}
