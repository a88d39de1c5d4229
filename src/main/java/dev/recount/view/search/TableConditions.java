package dev.recount.view.search;

import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.trueCondition;

import dev.recount.view.query.Column;
import dev.recount.view.query.ColumnType;
import dev.recount.view.query.ViewQuery;
import dev.recount.view.query.ViewQuery.Comparison;
import dev.recount.view.query.ViewQuery.Filter;
import dev.recount.view.query.ViewQuery.Order;
import dev.recount.view.table.ColumnValues;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.SortField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The conditions of queries, in the terms of SQL. */
final class TableConditions {

    private TableConditions() {}

    /** Returns a column as a field of the type that its values have in SQL. */
    static Field<?> field(Column column) {
        var named = name(column.sqlName());
        return switch (column.type()) {
            case TEXT, YEAR_MONTH, MONTH_DAY, PERIOD, ZONE, CURRENCY, LOCALE, ENUM -> DSL.field(named, String.class);
            case BOOLEAN -> DSL.field(named, Boolean.class);
            case INTEGER -> DSL.field(named, Integer.class);
            case BIGINT -> DSL.field(named, Long.class);
            case DOUBLE -> DSL.field(named, Double.class);
            case DECIMAL, WHOLE, DURATION -> DSL.field(named, BigDecimal.class);
            case INSTANT -> time(column.sqlName());
            case DATE -> DSL.field(named, PlainBinding.DAY);
            case TIME -> DSL.field(named, PlainBinding.TIME_OF_DAY);
            case DATE_TIME -> DSL.field(named, PlainBinding.DATE_TIME);
            case UUID -> DSL.field(named, UUID.class);
            case JSON -> DSL.field(named, JSON.class);
        };
    }

    /** Returns a column of points in time as a field. */
    static Field<OffsetDateTime> time(String column) {
        return DSL.field(name(column), PlainBinding.TIME);
    }

    @SuppressWarnings("unchecked") // the values of a query are of their columns' types
    private static Field<Object> comparable(Column column) {
        return (Field<Object>) field(column);
    }

    @SuppressWarnings("unchecked") // only columns of numbers are added up
    static Field<? extends Number> number(Column column) {
        return (Field<? extends Number>) field(column);
    }

    private static Object bound(Object value) {
        return switch (value) {
            case Instant instant -> instant.atOffset(ZoneOffset.UTC);
            case Duration duration -> ColumnValues.seconds(duration);
            // jOOQ binds numbers with their digits, of which those that an exponent stands for are none.
            case BigDecimal number when number.scale() < 0 -> number.setScale(0);
            default -> value;
        };
    }

    /** Returns what a field's value is to those who asked. */
    static @Nullable Object value(Column column, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case BigDecimal seconds when column.type() == ColumnType.DURATION -> ColumnValues.duration(seconds);
            case OffsetDateTime time -> time.toInstant();
            case JSON json -> json.data();
            default -> value;
        };
    }

    static Condition of(Filter filter) {
        return switch (filter) {
            case Filter.Compares(var column, var comparison, var value) ->
                compares(comparable(column), comparison, bound(value));
            case Filter.IsOneOf(var column, var values) ->
                comparable(column)
                        .in(values.stream().map(TableConditions::bound).toList());
            case Filter.BeginsWith(var column, var prefix) -> comparable(column).startsWith(prefix);
            case Filter.IsEmpty(var column, var empty) ->
                empty ? comparable(column).isNull() : comparable(column).isNotNull();
            case Filter.AllOf(var parts) ->
                parts.stream().map(TableConditions::of).reduce(trueCondition(), Condition::and);
            case Filter.AnyOf(var parts) ->
                parts.stream().map(TableConditions::of).reduce(falseCondition(), Condition::or);
        };
    }

    private static Condition compares(Field<Object> field, Comparison comparison, Object value) {
        return switch (comparison) {
            case EQUAL -> field.eq(value);
            case LESS -> field.lt(value);
            case LESS_OR_EQUAL -> field.le(value);
            case GREATER -> field.gt(value);
            case GREATER_OR_EQUAL -> field.ge(value);
        };
    }

    static SortField<?> sort(Order order) {
        Field<?> field = field(order.column());
        SortField<?> sorted = order.descending() ? field.desc() : field.asc();
        return order.column().nullable() ? sorted.nullsLast() : sorted;
    }

    /**
     * Returns what holds for the rows after the one at which a query goes on: the first column that differs comes
     * later.
     */
    static Condition after(ViewQuery query) {
        if (query.after().isEmpty()) {
            return noCondition();
        }
        List<@Nullable Object> values = query.after().get();
        Condition after = falseCondition();
        for (int i = query.order().size() - 1; i >= 0; i--) {
            Order order = query.order().get(i);
            Object value = values.get(i);
            after = later(order, value).or(same(order, value).and(after));
        }
        return after;
    }

    private static Condition later(Order order, @Nullable Object value) {
        if (value == null) {
            return falseCondition();
        }
        Field<Object> field = comparable(order.column());
        Condition later = order.descending() ? field.lt(bound(value)) : field.gt(bound(value));
        return order.column().nullable() ? later.or(field.isNull()) : later;
    }

    private static Condition same(Order order, @Nullable Object value) {
        Field<Object> field = comparable(order.column());
        return value == null ? field.isNull() : field.eq(bound(value));
    }
}
