package dev.recount.view.projection;

import dev.recount.view.query.Column;
import dev.recount.view.query.ColumnType;
import dev.recount.view.query.ViewQuery;
import dev.recount.view.query.ViewQuery.Comparison;
import dev.recount.view.query.ViewQuery.Filter;
import dev.recount.view.query.ViewQuery.Order;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;

/** A question by chance about rows that there are, the same for the same seed. */
@NullUnmarked // cells may be empty, and that is for the assertions to tell
final class RandomQuestion {

    private static final List<Comparison> COMPARISONS = List.copyOf(EnumSet.allOf(Comparison.class));

    private final Random random;
    private final EveryRow rows;
    private final List<Column> searched;
    private final ViewQuery query;

    RandomQuestion(long seed, EveryRow rows) {
        this.random = new Random(seed);
        this.rows = rows;
        this.searched = rows.all().columns().stream()
                .filter(column -> column.type() != ColumnType.JSON)
                .toList();
        var filters = new ArrayList<Filter>();
        for (int filter = random.nextInt(3); filter > 0; filter--) {
            filters.add(random.nextInt(3) == 0 ? manyFilters(2) : filter());
        }
        this.query = new ViewQuery(
                filters, order(), Optional.empty(), 1 + random.nextInt(40), true, Optional.empty(), Optional.empty());
    }

    private Filter manyFilters(int depth) {
        var parts = new ArrayList<Filter>();
        for (int part = random.nextInt(4); part > 0; part--) {
            parts.add(depth > 0 && random.nextBoolean() ? manyFilters(depth - 1) : filter());
        }
        return random.nextBoolean() ? new Filter.AllOf(parts) : new Filter.AnyOf(parts);
    }

    private Filter filter() {
        Column column = searched.get(random.nextInt(searched.size()));
        Object value = value(column);
        if (value == null || (column.nullable() && random.nextInt(3) == 0)) {
            return new Filter.IsEmpty(column, random.nextBoolean());
        }
        if (random.nextInt(4) == 0) {
            return new Filter.IsOneOf(column, List.of(value, value));
        } else if (value instanceof String text && random.nextBoolean()) {
            return new Filter.BeginsWith(column, text.substring(0, Math.min(3, text.length())));
        }
        return new Filter.Compares(column, COMPARISONS.get(random.nextInt(COMPARISONS.size())), value);
    }

    private Object value(Column column) {
        List<List<Object>> all = rows.all().rows();
        return rows.value(all.get(random.nextInt(all.size())), column);
    }

    private List<Order> order() {
        var order = new ArrayList<Order>();
        for (int sorted = random.nextInt(4); sorted > 0; sorted--) {
            Column column = searched.get(random.nextInt(searched.size()));
            if (order.stream().noneMatch(other -> other.column().equals(column))) {
                order.add(new Order(column, random.nextBoolean()));
            }
        }
        for (String key : List.of("kind", "number")) {
            if (order.stream().noneMatch(other -> other.column().name().equals(key))) {
                order.add(new Order(rows.column(key), false));
            }
        }
        return order;
    }

    ViewQuery query() {
        return query;
    }

    ViewQuery after(Optional<List<Object>> after) {
        return new ViewQuery(
                query.filters(), query.order(), after, query.limit(), query.count(), query.at(), query.grouping());
    }
}
