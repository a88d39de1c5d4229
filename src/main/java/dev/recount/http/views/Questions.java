package dev.recount.http.views;

import dev.recount.http.endpoint.Parameter;
import dev.recount.http.endpoint.Parameter.Form;
import dev.recount.http.request.QueryParameters;
import dev.recount.model.view.Visibility;
import dev.recount.view.query.Question;
import dev.recount.view.query.Question.Operator;
import dev.recount.view.query.Question.Sort;
import dev.recount.view.query.Question.Term;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/** The questions to views that requests put. */
public final class Questions {

    /** The place at which a page begins. */
    public static final Parameter AFTER =
            Parameter.query("after", Form.TEXT, "The place after which the page begins, as a page before it gave it.");

    /** The parameters of a question about many rows, beside those that the view's fields are. */
    public static final List<Parameter> PARAMETERS = List.of(
            Parameter.query(
                    "sort", Form.TEXT, "Fields, separated by commas; one with a minus before it in descending order."),
            Parameter.LIMIT,
            AFTER,
            Parameter.query("count", Form.TEXT, "Whether the rows are counted: true or false."),
            Parameter.query("group", Form.TEXT, "Fields by which rows are counted together."),
            Parameter.query("sum", Form.TEXT, "Fields that are added up in each group."),
            Parameter.query("at", Form.TIME, "The time as of which the rows are asked for."));

    private static final Set<String> OWN = Set.of("sort", "limit", "after", "count", "group", "sum", "at", "known");

    private Questions() {}

    /**
     * Reads a question about many rows.
     *
     * @param visible those that the caller may see
     */
    public static Question.OfRows ofRows(HttpRequest request, Visibility visible) {
        QueryParameters parameters = QueryParameters.ofAnyName(request);
        return new Question.OfRows(
                terms(parameters),
                names(parameters, "sort").stream().map(Questions::sort).toList(),
                names(parameters, "group"),
                names(parameters, "sum"),
                parameters.limit(),
                parameters.flag("count"),
                time(parameters),
                parameters.text("after"),
                visible);
    }

    /**
     * Reads a question about the row of a key.
     *
     * @param visible the rows that the caller may see
     */
    public static Question.OfRow ofRow(List<String> key, HttpRequest request, Visibility visible) {
        return new Question.OfRow(key, time(new QueryParameters(request, "at", "known")), visible);
    }

    private static List<Term> terms(QueryParameters parameters) {
        return new TreeMap<>(parameters.all())
                .entrySet().stream()
                        .filter(parameter -> !OWN.contains(parameter.getKey()))
                        .map(parameter -> term(parameter.getKey(), parameter.getValue()))
                        .toList();
    }

    /** A dot with no operator after it belongs to the name of a field, which the view will not know. */
    private static Term term(String parameter, String text) {
        int dot = parameter.lastIndexOf('.');
        Optional<Operator> operator = dot < 0 ? Optional.empty() : operator(parameter.substring(dot + 1));
        return operator.map(known -> new Term(parameter, parameter.substring(0, dot), known, text))
                .orElseGet(() -> new Term(parameter, parameter, Operator.EQ, text));
    }

    private static Optional<Operator> operator(String name) {
        return Stream.of(Operator.values())
                .filter(operator -> operator.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }

    private static Sort sort(String name) {
        boolean descending = name.startsWith("-");
        return new Sort(descending ? name.substring(1) : name, descending);
    }

    private static List<String> names(QueryParameters parameters, String parameter) {
        return parameters
                .text(parameter)
                .map(text -> List.of(text.split(",", -1)))
                .orElse(List.of());
    }

    private static Optional<Instant> time(QueryParameters parameters) {
        return parameters.has("at") ? Optional.of(parameters.time("at")) : Optional.empty();
    }
}
