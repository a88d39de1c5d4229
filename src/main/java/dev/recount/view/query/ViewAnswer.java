package dev.recount.view.query;

import dev.recount.log.position.Position;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a question about a view's rows.
 *
 * @param position the position of the log up to which the view has seen its events
 * @param uncorrected the position of a correction that the rows do not show yet, if there is one
 * @param columns the columns of the rows below; for groups, those that they are gathered by, the number of rows, and
 *     the sums
 * @param groupedBy how many columns the rows are gathered by; 0 if they stand for themselves
 * @param rows the values of each row, in the order of the columns
 * @param count the number of all rows that fulfil the filters, if it was asked for
 * @param next the cursor at which the same question goes on, if there may be more
 */
public record ViewAnswer(
        Position position,
        Optional<Position> uncorrected,
        List<Column> columns,
        int groupedBy,
        List<List<@Nullable Object>> rows,
        OptionalLong count,
        Optional<String> next) {}
