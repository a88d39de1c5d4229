package dev.recount.view.query;

import dev.recount.view.query.Question.Sort;
import dev.recount.view.query.Question.Term;
import dev.recount.view.query.ViewQuery.Comparison;
import dev.recount.view.query.ViewQuery.Filter;
import dev.recount.view.query.ViewQuery.Grouping;
import dev.recount.view.query.ViewQuery.Order;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The reader of questions, which makes queries of a generation's columns of them. */
public final class QuestionReader {

    private static final int MOST_VALUES = 100;
    private static final int MOST_NAME_CHARS = 100;
    private static final Column EMPTY = new Column("empty", ColumnType.BOOLEAN, false);

    private final String view;
    private final Shape shape;

    /** Reads questions to a view of these columns. */
    public QuestionReader(String view, Shape shape) {
        this.view = view;
        this.shape = shape;
    }

    /**
     * Reads a question.
     *
     * @throws UnfitQuestionException if a view of these columns cannot be asked so
     */
    public ViewQuery query(Question question) {
        return switch (question) {
            case Question.OfRow row -> query(row);
            case Question.OfRows rows -> query(rows);
        };
    }

    private ViewQuery query(Question.OfRow row) {
        List<Column> columns = shape.keyColumns();
        if (row.key().size() != columns.size()) {
            throw new UnfitQuestionException("key", "must be " + String.join(", ", shape.key()));
        }
        List<Filter> filters = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Object value = ColumnTexts.read("key", columns.get(i), row.key().get(i));
            filters.add(new Filter.Compares(columns.get(i), Comparison.EQUAL, value));
        }
        filters.addAll(visible(row));
        return new ViewQuery(filters, byKey(columns), Optional.empty(), 1, false, time(row), Optional.empty());
    }

    private ViewQuery query(Question.OfRows rows) {
        List<Filter> filters = Stream.concat(rows.terms().stream().map(this::filter), visible(rows).stream())
                .toList();
        Optional<Grouping> grouping = grouping(rows);
        if (grouping.isPresent() && !rows.sort().isEmpty()) {
            throw new UnfitQuestionException("sort", "groups come in the order of the fields that they are grouped by");
        }
        var first = new ViewQuery(
                filters,
                grouping.map(groups -> byKey(groups.by())).orElseGet(() -> order(rows.sort())),
                Optional.empty(),
                rows.limit(),
                rows.count(),
                time(rows),
                grouping);
        return rows.after()
                .map(text -> first.goingOnAfter(RowCursor.read(view, first, text)))
                .orElse(first);
    }

    private List<Filter> visible(Question question) {
        return question.visible().areAll() ? List.of() : List.of(new VisibleRows(shape).filter(question.visible()));
    }

    private Filter filter(Term term) {
        Column column = searched(
                term.name(),
                shape.find(term.field())
                        .orElseThrow(() -> new UnfitQuestionException(
                                shortened(term.name()),
                                "is not a known query parameter; known are the row's fields " + shape.described()
                                        + ", each alone or followed by .eq, .lt, .lte, .gt, .gte, .in, .prefix or"
                                        + " .empty; and sort, limit, after, count, group, sum, at")));
        return switch (term.operator()) {
            case EQ -> compares(term, column, Comparison.EQUAL);
            case LT -> compares(term, column, Comparison.LESS);
            case LTE -> compares(term, column, Comparison.LESS_OR_EQUAL);
            case GT -> compares(term, column, Comparison.GREATER);
            case GTE -> compares(term, column, Comparison.GREATER_OR_EQUAL);
            case IN -> new Filter.IsOneOf(column, values(term, column));
            case PREFIX -> prefix(term, column);
            case EMPTY -> new Filter.IsEmpty(column, (Boolean) ColumnTexts.read(term.name(), EMPTY, term.text()));
        };
    }

    private static Filter compares(Term term, Column column, Comparison comparison) {
        return new Filter.Compares(column, comparison, ColumnTexts.read(term.name(), column, term.text()));
    }

    private static Filter prefix(Term term, Column column) {
        if (!column.type().isText()) {
            throw new UnfitQuestionException(
                    term.name(), "only a text has a beginning; " + column.name() + " is " + column.form());
        }
        return new Filter.BeginsWith(column, term.text().replace('\0', '\uFFFD'));
    }

    private static List<Object> values(Term term, Column column) {
        String[] values = term.text().split(",", -1);
        if (values.length > MOST_VALUES) {
            throw new UnfitQuestionException(term.name(), "at most " + MOST_VALUES + " values are allowed");
        }
        return Arrays.stream(values)
                .map(value -> ColumnTexts.read(term.name(), column, value))
                .toList();
    }

    /** The key comes last, so that no two rows are equal and each page goes on exactly where the last one ended. */
    private List<Order> order(List<Sort> sort) {
        List<Order> order = new ArrayList<>();
        for (Sort each : sort) {
            Column column = column("sort", each.field());
            if (order.stream().anyMatch(other -> other.column().equals(column))) {
                throw new UnfitQuestionException("sort", column.name() + " is there twice");
            }
            order.add(new Order(column, each.descending()));
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

    private Optional<Grouping> grouping(Question.OfRows rows) {
        List<Column> by = columns("group", rows.group());
        List<Column> sums = columns("sum", rows.sum());
        if (by.isEmpty() && !sums.isEmpty()) {
            throw new UnfitQuestionException("sum", "goes with group");
        }
        for (Column column : sums) {
            if (!column.type().isNumber()) {
                throw new UnfitQuestionException("sum", column.name() + " is not a number");
            }
        }
        return by.isEmpty() ? Optional.empty() : Optional.of(new Grouping(by, sums));
    }

    private List<Column> columns(String part, List<String> names) {
        return names.stream().map(name -> column(part, name)).distinct().toList();
    }

    private Column column(String part, String name) {
        return searched(
                part,
                shape.find(name)
                        .orElseThrow(() -> new UnfitQuestionException(
                                part,
                                "there is no field " + shortened(name) + "; the row's fields are "
                                        + shape.described())));
    }

    private static Column searched(String part, Column column) {
        if (column.type() == ColumnType.JSON) {
            throw new UnfitQuestionException(
                    part, column.name() + " is JSON, which cannot be searched, sorted or grouped");
        }
        return column;
    }

    private static String shortened(String name) {
        return name.length() <= MOST_NAME_CHARS ? name : name.substring(0, MOST_NAME_CHARS) + "…";
    }

    private Optional<Instant> time(Question question) {
        if (question.at().isPresent() && !shape.history()) {
            throw new UnfitQuestionException("at", "this view keeps no past");
        }
        return question.at().map(asked -> {
            Instant time = asked.truncatedTo(ChronoUnit.MICROS);
            if (!ColumnType.holds(time)) {
                throw new UnfitQuestionException("at", "must be within the years 1 to 9999");
            }
            return time;
        });
    }
}
