package dev.recount.view.table;

import dev.recount.model.StreamId;
import java.time.Instant;
import java.util.Optional;

/**
 * A row with the time from which on it holds.
 *
 * @param since the time of the event that made it so
 * @param stream the stream that it belongs to, where each row belongs to one
 */
public record Held<R>(R row, Instant since, Optional<StreamId> stream) {}
