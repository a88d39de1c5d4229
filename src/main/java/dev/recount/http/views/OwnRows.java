package dev.recount.http.views;

import dev.recount.access.rule.VisibleRows;
import dev.recount.view.query.Question;
import dev.recount.view.query.Question.Operator;
import dev.recount.view.query.Question.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The questions of callers who may see some rows of a view alone: the database is asked for no others. */
final class OwnRows {

    private OwnRows() {}

    /** Returns a question about those of the rows that may be seen. */
    static Question of(Question.OfRows asked, VisibleRows visible) {
        return new Question.OfRows(
                Stream.concat(asked.terms().stream(), terms(visible).stream()).toList(),
                asked.sort(),
                asked.group(),
                asked.sum(),
                asked.limit(),
                asked.count(),
                asked.at(),
                asked.after());
    }

    /** Returns a question about a row, if it may be seen: for who may not, it is as if it were not there. */
    static Question of(Question.OfRow asked, VisibleRows visible, List<String> key) {
        if (visible.areAll()) {
            return asked;
        }
        List<Term> terms = new ArrayList<>(terms(visible));
        IntStream.range(0, key.size())
                .forEach(i -> terms.add(new Term(
                        key.get(i), key.get(i), Operator.EQ, asked.key().get(i))));
        return new Question.OfRows(terms, List.of(), List.of(), List.of(), 1, false, asked.at(), Optional.empty());
    }

    private static List<Term> terms(VisibleRows visible) {
        return visible.fields().entrySet().stream()
                .map(field -> term(field.getKey(), field.getValue()))
                .toList();
    }

    /** A value with a comma in it would be two in a list. */
    private static Term term(String field, List<String> values) {
        List<String> listed =
                values.stream().filter(value -> value.indexOf(',') < 0).toList();
        return values.size() == 1 || listed.isEmpty()
                ? new Term(field, field, Operator.EQ, values.getFirst())
                : new Term(field, field, Operator.IN, String.join(",", listed));
    }
}
