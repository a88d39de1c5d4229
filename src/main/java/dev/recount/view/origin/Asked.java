package dev.recount.view.origin;

import dev.recount.view.generation.Generation;
import dev.recount.view.query.Column;
import dev.recount.view.query.UnfitQuestionException;
import dev.recount.view.query.ViewQuery;
import dev.recount.view.query.ViewQuery.Filter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A question as the generation takes it that answers it.
 *
 * @param query chooses the row, if it may be seen
 */
record Asked(Generation generation, ViewQuery query, OriginQuestion question) {

    private static final String UNFIT = "must be a place as an answer gave it";

    /** Returns the values of the key. */
    List<Object> key() {
        return ofKey().stream().<Object>map(Filter.Compares::value).toList();
    }

    private List<Filter.Compares> ofKey() {
        return query.filters().stream()
                .limit(generation.definition().shape().keyColumns().size())
                .map(Filter.Compares.class::cast)
                .toList();
    }

    /** Returns the columns of the row. */
    List<Column> columns() {
        return generation.definition().shape().columns();
    }

    /** Returns the time as of which it is asked, if not now. */
    Optional<Instant> at() {
        return query.at();
    }

    /** Returns the number behind a letter by which a page says how the next one goes on. */
    OptionalLong after(char kind) {
        if (question.after().isEmpty()) {
            return OptionalLong.empty();
        }
        String text = question.after().get();
        if (!text.matches(kind + "-?[0-9]{1,18}")) {
            throw new UnfitQuestionException("after", UNFIT);
        }
        return OptionalLong.of(Long.parseLong(text.substring(1)));
    }
}
