package dev.recount.view.query;

import dev.recount.model.view.Visibility;
import dev.recount.view.query.ViewQuery.Filter;
import java.util.List;
import java.util.Optional;

/**
 * The rows that may be seen, as a condition on columns.
 *
 * @param shape the columns of the generation that answers, which may be of before the rule that says which rows
 */
record VisibleRows(Shape shape) {

    /**
     * Returns the condition that such rows fulfil.
     *
     * @throws UnfitQuestionException if there is no such column, or its values cannot be compared
     */
    Filter filter(Visibility visible) {
        return switch (visible) {
            case Visibility.All() -> new Filter.AllOf(List.of());
            case Visibility.None() -> new Filter.AnyOf(List.of());
            case Visibility.OneOf(var field, var values) -> oneOf(field, values);
            case Visibility.AllOf(var parts) -> new Filter.AllOf(filters(parts));
            case Visibility.AnyOf(var parts) -> new Filter.AnyOf(filters(parts));
        };
    }

    private List<Filter> filters(List<Visibility> parts) {
        return parts.stream().map(this::filter).toList();
    }

    private Filter oneOf(String field, List<String> values) {
        Column column = shape.find(field)
                .filter(found -> found.type() != ColumnType.JSON)
                .orElseThrow(
                        () -> new UnfitQuestionException(
                                field,
                                "tells which rows the caller may see, but is no field of these rows whose values can be compared"));
        return new Filter.IsOneOf(
                column,
                values.stream().flatMap(value -> value(column, value).stream()).toList());
    }

    /** A text that is no value of the column is in no row. */
    private static Optional<Object> value(Column column, String text) {
        try {
            return Optional.of(ColumnTexts.read(column.name(), column, text));
        } catch (UnfitQuestionException noValue) {
            return Optional.empty();
        }
    }
}
