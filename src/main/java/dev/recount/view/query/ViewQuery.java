package dev.recount.view.query;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A question about a view's rows.
 *
 * @param filters what each row has to fulfil
 * @param order the order of the rows, in which no two are equal
 * @param after the values of the order's columns in the row after which to begin
 * @param limit the most rows, at least 1
 * @param count whether to count all rows that fulfil the filters
 * @param at the time as of which to answer, if not now
 * @param grouping how the rows are gathered, if they are
 */
public record ViewQuery(
        List<Filter> filters,
        List<Order> order,
        Optional<List<@Nullable Object>> after,
        int limit,
        boolean count,
        Optional<Instant> at,
        Optional<Grouping> grouping) {

    /** Returns the same question from after a row on, which is named by the values of the order's columns. */
    public ViewQuery goingOnAfter(List<@Nullable Object> row) {
        return new ViewQuery(filters, order, Optional.of(row), limit, count, at, grouping);
    }

    /** A condition that a row has to fulfil. */
    public sealed interface Filter {

        /** The value compares so to another; an empty one never does. */
        record Compares(Column column, Comparison comparison, Object value) implements Filter {}

        /** The value is one of these. */
        record IsOneOf(Column column, List<Object> values) implements Filter {}

        /** The text begins so. */
        record BeginsWith(Column column, String prefix) implements Filter {}

        /** The value is empty, or is not. */
        record IsEmpty(Column column, boolean empty) implements Filter {}

        /** All of these hold. */
        record AllOf(List<Filter> parts) implements Filter {}

        /** At least one of these holds. */
        record AnyOf(List<Filter> parts) implements Filter {}
    }

    /** The outcomes of a comparison of two values. */
    public enum Comparison {
        EQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL
    }

    /** A column to sort by; empty values come last. */
    public record Order(Column column, boolean descending) {}

    /**
     * Rows gathered by the values of some columns.
     *
     * @param by the columns whose values the rows of a group share
     * @param sums the columns whose values are added up for each group
     */
    public record Grouping(List<Column> by, List<Column> sums) {}
}
