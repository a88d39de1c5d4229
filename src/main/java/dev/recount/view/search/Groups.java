package dev.recount.view.search;

import dev.recount.view.query.Column;
import dev.recount.view.query.ColumnType;
import dev.recount.view.query.UnfitQuestionException;
import dev.recount.view.query.ViewQuery.Grouping;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jooq.Field;
import org.jooq.SelectField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Rows gathered into groups, each counted and added up, in the terms of SQL. */
record Groups(Grouping grouping) {

    /** Returns the columns of a group: those that its rows share, their number, and the sums. */
    List<Column> columns() {
        List<Column> columns = new ArrayList<>(grouping.by());
        columns.add(new Column("count", ColumnType.BIGINT, false));
        grouping.sums().forEach(column -> columns.add(new Column(column.name(), sumType(column), true)));
        return columns;
    }

    private static ColumnType sumType(Column column) {
        return column.type() == ColumnType.DOUBLE ? ColumnType.DOUBLE : ColumnType.DECIMAL;
    }

    /** Returns what is selected, in the order of the columns. */
    List<SelectField<?>> fields() {
        List<SelectField<?>> fields = new ArrayList<>(by());
        fields.add(DSL.count().cast(Long.class));
        grouping.sums().forEach(column -> fields.add(DSL.sum(TableConditions.number(column))));
        return fields;
    }

    /** Returns the fields that the rows of a group share. */
    List<Field<?>> by() {
        List<Field<?>> by = new ArrayList<>();
        grouping.by().forEach(column -> by.add(TableConditions.field(column)));
        return by;
    }

    /**
     * Returns a group, where no sum in it is beyond what PostgreSQL adds up to, and clients read.
     *
     * @throws UnfitQuestionException if one is
     */
    List<@Nullable Object> requireFinite(List<Column> columns, List<@Nullable Object> row) {
        for (int i = 0; i < row.size(); i++) {
            boolean isDouble = columns.get(i).type() == ColumnType.DOUBLE;
            if (isDouble && row.get(i) instanceof Number number && !Double.isFinite(number.doubleValue())) {
                throw outOfRange();
            }
        }
        return row;
    }

    /** Returns the problem of a question for sums that no number can be. */
    UnfitQuestionException outOfRange() {
        return new UnfitQuestionException(
                "sum",
                "a sum of " + grouping.sums().stream().map(Column::name).collect(Collectors.joining(", "))
                        + " is greater than such a number can be");
    }
}
