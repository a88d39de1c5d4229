package dev.recount.view.search;

import static org.jooq.impl.DSL.noCondition;

import dev.recount.view.query.Column;
import dev.recount.view.query.ColumnType;
import dev.recount.view.query.RowCursor;
import dev.recount.view.query.ViewQuery;
import dev.recount.view.search.TableQueries.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SortField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * The rows that differ between two buildings of a view.
 *
 * @param columns the columns that were compared: those that both have
 * @param rows the rows, by their keys
 * @param next the cursor at which the same question goes on, if there may be more
 */
public record RowDifferences(List<Column> columns, List<Pair> rows, Optional<String> next) {

    private static final String SIDE = "_side";
    private static final String ONE = "1";
    private static final String OTHER = "2";

    /**
     * The two rows of a key.
     *
     * @param one the values of the one building's row, if it has one
     * @param other those of the other building's
     */
    public record Pair(Optional<List<@Nullable Object>> one, Optional<List<@Nullable Object>> other) {}

    /** Returns the columns that two buildings have in common. */
    public static List<Column> common(Tables one, Tables other) {
        return one.shape().columns().stream()
                .filter(other.shape().columns()::contains)
                .toList();
    }

    static RowDifferences find(DSLContext sql, Tables one, Tables other, ViewQuery query, int seconds) {
        List<Column> columns = common(one, other);
        Table<?> rows = only(one, other, columns, ONE)
                .unionAll(only(other, one, columns, OTHER))
                .asTable("row");
        List<SortField<?>> order = new ArrayList<>();
        query.order().forEach(each -> order.add(TableConditions.sort(each)));
        order.add(side().asc());
        Condition condition = query.filters().stream().map(TableConditions::of).reduce(noCondition(), Condition::and);
        var found = sql.select(fields(columns))
                .select(side())
                .from(rows)
                .where(condition.and(TableConditions.after(query)))
                .orderBy(order)
                .limit(2 * query.limit() + 1)
                .queryTimeout(seconds)
                .fetch();
        return paired(one.view(), columns, found, query);
    }

    private static Select<Record> only(Tables those, Tables notThese, List<Column> columns, String side) {
        Table<?> different = DSL.select(comparable(columns))
                .from(TableQueries.named(those.names(), those.names().current()))
                .except(DSL.select(comparable(columns))
                        .from(TableQueries.named(
                                notThese.names(), notThese.names().current())))
                .asTable("different");
        return DSL.select(fields(columns)).select(DSL.inline(side).as(SIDE)).from(different);
    }

    private static List<Field<?>> fields(List<Column> columns) {
        List<Field<?>> fields = new ArrayList<>();
        columns.forEach(
                column -> fields.add(column.type() == ColumnType.JSON ? text(column) : TableConditions.field(column)));
        return fields;
    }

    /** Not every database compares documents. */
    private static Field<String> text(Column column) {
        return DSL.field(DSL.name(column.sqlName()), String.class);
    }

    private static List<Field<?>> comparable(List<Column> columns) {
        List<Field<?>> fields = new ArrayList<>();
        columns.forEach(column -> fields.add(
                column.type() == ColumnType.JSON
                        ? DSL.cast(TableConditions.field(column), SQLDataType.CLOB)
                                .as(column.sqlName())
                        : TableConditions.field(column)));
        return fields;
    }

    private static Field<String> side() {
        return DSL.field(DSL.name(SIDE), String.class);
    }

    /** The rows of one key stand side by side. */
    private static RowDifferences paired(
            String view, List<Column> columns, List<? extends Record> found, ViewQuery query) {
        var pairs = new ArrayList<Pair>();
        List<@Nullable Object> lastKey = List.of();
        int taken = 0;
        while (taken < found.size() && pairs.size() < query.limit()) {
            List<@Nullable Object> row = row(columns, found.get(taken));
            lastKey = key(columns, row, query);
            boolean isOne = ONE.equals(found.get(taken).get(side()));
            taken++;
            Optional<List<@Nullable Object>> partner = Optional.empty();
            if (isOne && taken < found.size()) {
                List<@Nullable Object> next = row(columns, found.get(taken));
                if (key(columns, next, query).equals(lastKey)) {
                    partner = Optional.of(next);
                    taken++;
                }
            }
            pairs.add(isOne ? new Pair(Optional.of(row), partner) : new Pair(Optional.empty(), Optional.of(row)));
        }
        boolean more = taken < found.size();
        return new RowDifferences(
                columns, pairs, more ? Optional.of(RowCursor.write(view, query, lastKey)) : Optional.empty());
    }

    private static List<@Nullable Object> row(List<Column> columns, Record found) {
        return TableQueries.values(columns, found);
    }

    private static List<@Nullable Object> key(List<Column> columns, List<@Nullable Object> row, ViewQuery query) {
        var key = new ArrayList<@Nullable Object>();
        query.order().forEach(order -> key.add(row.get(columns.indexOf(order.column()))));
        return key;
    }
}
