package dev.recount.view.query;

import dev.recount.model.view.Visibility;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A question to a view as it was put: by the names of fields, with values as texts. Which columns and values they are,
 * is found out for the generation that answers it, by {@link QuestionReader}.
 */
public sealed interface Question {

    /** Returns the time as of which it is asked, if not now. */
    Optional<Instant> at();

    /** Returns the rows that may be seen by who asks: for the question it is as if there were no others. */
    Visibility visible();

    /** Returns the fields that it names, beside those of the key. */
    List<String> fields();

    /**
     * A question about the row of a key.
     *
     * @param key the values of the key's fields, as texts
     */
    record OfRow(List<String> key, Optional<Instant> at, Visibility visible) implements Question {

        @Override
        public List<String> fields() {
            return List.of();
        }
    }

    /**
     * A question about many rows.
     *
     * @param terms the conditions that each row has to fulfil
     * @param sort the fields to sort by, before those of the key
     * @param group the fields by which rows are counted together, if they are
     * @param sum the fields that are added up in each group
     * @param limit the most rows, at least 1
     * @param count whether to count all rows that fulfil the terms
     * @param after the cursor at which to go on, as an answer to the same question gave it
     */
    record OfRows(
            List<Term> terms,
            List<Sort> sort,
            List<String> group,
            List<String> sum,
            int limit,
            boolean count,
            Optional<Instant> at,
            Optional<String> after,
            Visibility visible)
            implements Question {

        @Override
        public List<String> fields() {
            return Stream.of(
                            terms.stream().map(Term::field),
                            sort.stream().map(Sort::field),
                            group.stream(),
                            sum.stream())
                    .flatMap(names -> names)
                    .toList();
        }
    }

    /**
     * A condition that a row has to fulfil.
     *
     * @param name the name under which it was put, which is told when it cannot be asked
     * @param text what the field is compared with
     */
    record Term(String name, String field, Operator operator, String text) {}

    /** A field to sort by. */
    record Sort(String field, boolean descending) {}

    /** The operators of terms. */
    enum Operator {
        EQ,
        LT,
        LTE,
        GT,
        GTE,
        /** One of several values, with commas between them. */
        IN,
        PREFIX,
        /** Whether there is no value. */
        EMPTY
    }
}
