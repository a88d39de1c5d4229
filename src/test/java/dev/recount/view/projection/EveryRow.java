package dev.recount.view.projection;

import dev.recount.view.query.Column;
import dev.recount.view.query.ViewAnswer;
import dev.recount.view.query.ViewQuery;
import dev.recount.view.query.ViewQuery.Filter;
import dev.recount.view.query.ViewQuery.Order;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.NullUnmarked;

/** All rows of a view, searched, sorted and gathered in the simplest way. */
@NullUnmarked // cells may be empty, and that is for the assertions to tell
record EveryRow(ViewAnswer all) {

    Column column(String name) {
        return all.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    Object value(List<Object> row, Column column) {
        return row.get(all.columns().indexOf(column));
    }

    List<List<Object>> answer(ViewQuery query) {
        Comparator<List<Object>> order = query.order().stream()
                .map(this::comparator)
                .reduce(Comparator::thenComparing)
                .orElseThrow();
        return all.rows().stream()
                .filter(row -> query.filters().stream().allMatch(filter -> fulfils(filter, row)))
                .sorted(order)
                .toList();
    }

    private Comparator<List<Object>> comparator(Order order) {
        Comparator<Object> values = order.descending() ? (a, b) -> compare(b, a) : EveryRow::compare;
        return Comparator.comparing(row -> value(row, order.column()), Comparator.nullsLast(values));
    }

    @SuppressWarnings("unchecked") // the values of one column are of one type
    private static int compare(Object a, Object b) {
        return ((Comparable<Object>) a).compareTo(b);
    }

    private boolean fulfils(Filter filter, List<Object> row) {
        return switch (filter) {
            case Filter.IsEmpty(var column, var empty) -> empty == (value(row, column) == null);
            case Filter.BeginsWith(var column, var prefix) ->
                has(row, column, value -> ((String) value).startsWith(prefix));
            case Filter.IsOneOf(var column, var values) ->
                has(row, column, value -> values.stream().anyMatch(each -> compare(value, each) == 0));
            case Filter.Compares(var column, var comparison, var other) ->
                has(row, column, value -> switch (comparison) {
                    case EQUAL -> compare(value, other) == 0;
                    case LESS -> compare(value, other) < 0;
                    case LESS_OR_EQUAL -> compare(value, other) <= 0;
                    case GREATER -> compare(value, other) > 0;
                    case GREATER_OR_EQUAL -> compare(value, other) >= 0;
                });
            case Filter.AllOf(var parts) -> parts.stream().allMatch(part -> fulfils(part, row));
            case Filter.AnyOf(var parts) -> parts.stream().anyMatch(part -> fulfils(part, row));
        };
    }

    private boolean has(List<Object> row, Column column, Predicate<Object> asked) {
        Object value = value(row, column);
        return value != null && asked.test(value);
    }

    /** Gathers the rows by the values of columns, counts them and adds up numbers. */
    List<List<Object>> groups(List<Column> by, List<String> sums) {
        Map<List<Object>, List<List<Object>>> groups = new LinkedHashMap<>();
        Comparator<List<Object>> order = by.stream()
                .map(column -> comparator(new Order(column, false)))
                .reduce(Comparator::thenComparing)
                .orElseThrow();
        for (List<Object> row : all.rows().stream().sorted(order).toList()) {
            var key = new ArrayList<Object>();
            by.forEach(column -> key.add(plain(value(row, column))));
            groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(row);
        }
        List<List<Object>> gathered = new ArrayList<>();
        groups.forEach((key, rows) -> {
            var group = new ArrayList<>(key);
            group.add((long) rows.size());
            sums.forEach(name -> group.add(rows.stream()
                    .map(row -> new BigDecimal(value(row, column(name)).toString()))
                    .reduce(BigDecimal.ZERO, BigDecimal::add)));
            gathered.add(group);
        });
        return gathered;
    }

    /** Returns the rows with numbers whatever their trailing zeros. */
    static List<List<Object>> plain(List<List<Object>> rows) {
        List<List<Object>> plain = new ArrayList<>();
        for (List<Object> row : rows) {
            var values = new ArrayList<Object>();
            row.forEach(value -> values.add(plain(value)));
            plain.add(values);
        }
        return plain;
    }

    private static Object plain(Object value) {
        return value instanceof BigDecimal number ? number.stripTrailingZeros().toPlainString() : value;
    }
}
