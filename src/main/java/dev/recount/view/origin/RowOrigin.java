package dev.recount.view.origin;

import dev.recount.log.position.Position;
import dev.recount.view.query.Column;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The origin of a row.
 *
 * @param position the position of the log up to which the view has seen its events
 * @param columns the columns of the row
 * @param row the values of the columns; nothing where there is no row any more
 * @param steps the changes that made it so, the last one first
 * @param incomplete what is not known of them, if something is not
 * @param next the place from which the changes before these are told, if there may be some
 */
public record RowOrigin(
        Position position,
        List<Column> columns,
        Optional<List<@Nullable Object>> row,
        List<RowStep> steps,
        Optional<String> incomplete,
        Optional<String> next) {}
