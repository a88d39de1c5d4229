package dev.recount.view.origin;

import dev.recount.model.EventId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A change of a row.
 *
 * @param time when it happened
 * @param event the event that made it, if that is known
 * @param before the values of the columns before it; nothing where there was no row
 * @param after the values of the columns after it; nothing where there is no row any more
 */
public record RowStep(
        Instant time,
        Optional<EventId> event,
        Optional<List<@Nullable Object>> before,
        Optional<List<@Nullable Object>> after) {}
