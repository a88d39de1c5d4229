package dev.recount.http.views;

import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.http.request.CommandBody;
import dev.recount.http.request.QueryParameters;
import dev.recount.view.query.Column;
import dev.recount.view.query.ColumnType;
import dev.recount.view.query.Shape;
import dev.recount.view.query.ViewQuery;
import dev.recount.view.query.ViewQuery.Comparison;
import dev.recount.view.query.ViewQuery.Filter;
import dev.recount.view.query.ViewQuery.Grouping;
import dev.recount.view.query.ViewQuery.Order;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/**
 * Reads the query of a request as a question to a view of these columns; what cannot be asked is a problem that names
 * them.
 */
final class Question {

    private static final Set<String> OWN = Set.of("sort", "limit", "after", "count", "group", "sum", "at");
    private static final Set<String> OPERATORS = Set.of("eq", "lt", "lte", "gt", "gte", "in", "prefix", "empty");
    private static final int MOST_VALUES = 100;

    private final Shape shape;
    private final QueryParameters parameters;

    private Question(Shape shape, HttpRequest request) {
        this.shape = shape;
        this.parameters = QueryParameters.of(request, this::isKnown, this::known);
    }

    /** Reads a question about many rows. */
    static ViewQuery about(String view, Shape shape, HttpRequest request) {
        return new Question(shape, request).query(view);
    }

    /** Reads a question about the row of a key. */
    static ViewQuery aboutOne(Shape shape, List<String> key, HttpRequest request) {
        var at = new QueryParameters(request, "at");
        List<Filter> filters = new ArrayList<>();
        List<Column> columns = shape.keyColumns();
        for (int i = 0; i < columns.size(); i++) {
            Object value = Cells.read("path", columns.get(i), key.get(i));
            filters.add(new Filter.Compares(columns.get(i), Comparison.EQUAL, value));
        }
        return new ViewQuery(
                filters, byKey(shape.keyColumns()), Optional.empty(), 1, false, time(shape, at), Optional.empty());
    }

    private boolean isKnown(String parameter) {
        int dot = parameter.indexOf('.');
        return dot < 0
                ? OWN.contains(parameter) || shape.find(parameter).isPresent()
                : shape.find(parameter.substring(0, dot)).isPresent()
                        && OPERATORS.contains(parameter.substring(dot + 1));
    }

    private String known() {
        return "the row's fields " + shape.described()
                + ", each alone or followed by .eq, .lt, .lte, .gt, .gte, .in, .prefix or"
                + " .empty; and sort, limit, after, count, group, sum, at";
    }

    private ViewQuery query(String view) {
        Optional<Grouping> grouping = grouping();
        List<Order> order = grouping.map(groups -> byKey(groups.by())).orElseGet(this::order);
        if (grouping.isPresent() && parameters.has("sort")) {
            throw problem("sort: groups come in the order of the fields that they are grouped by");
        }
        var first = new ViewQuery(
                filters(),
                order,
                Optional.empty(),
                parameters.limit(),
                parameters.text("count").map(Question::flag).orElse(false),
                time(shape, parameters),
                grouping);
        return parameters
                .text("after")
                .map(text -> first.goingOnAfter(RowCursor.read(view, first, text)))
                .orElse(first);
    }

    private List<Filter> filters() {
        List<Filter> filters = new ArrayList<>();
        for (Map.Entry<String, String> parameter : new TreeMap<>(parameters.all()).entrySet()) {
            if (!OWN.contains(parameter.getKey())) {
                filters.add(filter(parameter.getKey(), parameter.getValue()));
            }
        }
        return filters;
    }

    private Filter filter(String parameter, String text) {
        int dot = parameter.indexOf('.');
        Column column = column(parameter, dot < 0 ? parameter : parameter.substring(0, dot));
        return switch (dot < 0 ? "" : parameter.substring(dot + 1)) {
            case "lt" -> compares(parameter, column, Comparison.LESS, text);
            case "lte" -> compares(parameter, column, Comparison.LESS_OR_EQUAL, text);
            case "gt" -> compares(parameter, column, Comparison.GREATER, text);
            case "gte" -> compares(parameter, column, Comparison.GREATER_OR_EQUAL, text);
            case "in" -> new Filter.IsOneOf(column, values(parameter, column, text));
            case "prefix" -> prefix(parameter, column, text);
            case "empty" -> new Filter.IsEmpty(column, (Boolean) Cells.read(parameter, IS_EMPTY, text));
            default -> compares(parameter, column, Comparison.EQUAL, text);
        };
    }

    private static final Column IS_EMPTY = new Column("empty", ColumnType.BOOLEAN, false);

    private static Filter compares(String parameter, Column column, Comparison comparison, String text) {
        return new Filter.Compares(column, comparison, Cells.read(parameter, column, text));
    }

    private static Filter prefix(String parameter, Column column, String text) {
        if (column.type() != ColumnType.TEXT) {
            throw problem(parameter + ": only a text has a beginning; " + column.name() + " is "
                    + column.type().form());
        }
        return new Filter.BeginsWith(column, (String) Cells.read(parameter, column, text));
    }

    private static List<Object> values(String parameter, Column column, String text) {
        String[] values = text.split(",", -1);
        if (values.length > MOST_VALUES) {
            throw problem(parameter + ": at most " + MOST_VALUES + " values are allowed");
        }
        return Arrays.stream(values)
                .map(value -> Cells.read(parameter, column, value))
                .toList();
    }

    private static boolean flag(String text) {
        return (Boolean) Cells.read("count", IS_EMPTY, text);
    }

    /** The key comes last, so that no two rows are equal and each page goes on exactly where the last one ended. */
    private List<Order> order() {
        List<Order> order = new ArrayList<>();
        for (String name : names("sort")) {
            boolean descending = name.startsWith("-");
            Column column = column("sort", descending ? name.substring(1) : name);
            if (order.stream().anyMatch(other -> other.column().equals(column))) {
                throw problem("sort: " + column.name() + " is there twice");
            }
            order.add(new Order(column, descending));
        }
        for (Order last : byKey(shape.keyColumns())) {
            if (order.stream().noneMatch(other -> other.column().equals(last.column()))) {
                order.add(last);
            }
        }
        return order;
    }

    private static List<Order> byKey(List<Column> columns) {
        return columns.stream().map(column -> new Order(column, false)).toList();
    }

    private Optional<Grouping> grouping() {
        List<Column> by = names("group").stream()
                .map(name -> column("group", name))
                .distinct()
                .toList();
        List<Column> sums = names("sum").stream()
                .map(name -> column("sum", name))
                .distinct()
                .toList();
        if (by.isEmpty() && !sums.isEmpty()) {
            throw problem("sum: goes with group");
        }
        for (Column column : sums) {
            if (!column.type().isNumber()) {
                throw problem("sum: " + column.name() + " is not a number");
            }
        }
        return by.isEmpty() ? Optional.empty() : Optional.of(new Grouping(by, sums));
    }

    private List<String> names(String parameter) {
        return parameters
                .text(parameter)
                .map(text -> List.of(text.split(",", -1)))
                .orElse(List.of());
    }

    private Column column(String parameter, String name) {
        Column column = shape.find(name)
                .orElseThrow(() -> problem(parameter + ": there is no field " + CommandBody.shortened(name)
                        + "; the row's fields are " + shape.described()));
        if (column.type() == ColumnType.JSON) {
            throw problem(parameter + ": " + name + " is JSON, which cannot be searched, sorted or grouped");
        }
        return column;
    }

    private static Optional<Instant> time(Shape shape, QueryParameters parameters) {
        if (parameters.has("at") && !shape.history()) {
            throw problem("at: this view keeps no past");
        }
        return parameters.text("at").map(_ -> {
            Instant time = parameters.time("at").truncatedTo(ChronoUnit.MICROS);
            if (!ColumnType.holds(time)) {
                throw problem("at: must be within the years 1 to 9999");
            }
            return time;
        });
    }

    private static ProblemException problem(String detail) {
        return new ProblemException(Problem.malformed(detail));
    }
}
