package dev.recount.view.table;

import dev.recount.model.DomainException;
import dev.recount.model.view.View;
import dev.recount.view.query.Column;
import dev.recount.view.query.Shape;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rules that the columns of a view keep, so that a table can have them. */
record ColumnRules(View<?> view) {

    /** The columns that tables have for themselves. */
    private static final Set<String> TAKEN = Set.of("valid_from", "valid_to");

    /**
     * Makes sure that a table can have these columns and this key.
     *
     * @throws DomainException if it cannot; the message names the component
     */
    void require(Shape shape) {
        requireDistinct(shape.columns());
        shape.keyColumns().forEach(this::requireKey);
    }

    private void requireDistinct(List<Column> columns) {
        var seen = new HashSet<String>();
        for (Column column : columns) {
            if (TAKEN.contains(column.sqlName())) {
                throw refuse(column, "the table has a column of this name for itself; rename it");
            }
            if (!seen.add(column.sqlName())) {
                throw refuse(column, "another component has the same name in SQL, " + column.sqlName());
            }
        }
    }

    private void requireKey(Column column) {
        switch (column.type()) {
            case TEXT,
                    BOOLEAN,
                    INTEGER,
                    BIGINT,
                    INSTANT,
                    DATE,
                    TIME,
                    DATE_TIME,
                    DURATION,
                    YEAR_MONTH,
                    MONTH_DAY,
                    PERIOD,
                    ZONE,
                    CURRENCY,
                    LOCALE,
                    ENUM,
                    UUID -> {}
            case DOUBLE, DECIMAL, WHOLE, JSON ->
                throw refuse(column, "a key is made of texts, whole numbers, days, instants and the like");
        }
        if (column.nullable()) {
            throw refuse(column, "a component of the key cannot be optional");
        }
    }

    private DomainException refuse(Column column, String problem) {
        return new DomainException(view + ": " + view.row().getName() + "." + column.name() + ": " + problem);
    }
}
