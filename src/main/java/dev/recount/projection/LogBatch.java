package dev.recount.projection;

import dev.recount.log.LogEntry;
import dev.recount.log.position.Position;
import java.util.List;

/**
 * A stretch of the log, of which a projection sees what concerns it.
 *
 * @param start the end of the batch before it
 * @param entries what concerns the projection, in order; there may be nothing
 * @param end the position up to which the log has been read
 * @param atHead whether there was nothing after it when it was read
 */
public record LogBatch(Position start, List<LogEntry> entries, Position end, boolean atHead) {}
