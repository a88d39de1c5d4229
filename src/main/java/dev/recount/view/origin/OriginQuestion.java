package dev.recount.view.origin;

import dev.recount.log.Knowledge;
import dev.recount.view.query.Question;
import java.util.Optional;

/**
 * A question about the origin of a row.
 *
 * @param row the row, and as of when
 * @param known as of when corrections are laid over
 * @param after the place from which on changes are told, as an answer gave it; nothing for the last ones
 * @param limit the most changes, at least 1
 */
public record OriginQuestion(Question.OfRow row, Knowledge known, Optional<String> after, int limit) {

    /** Tells whether it is asked what is known today. */
    public boolean isOfToday() {
        return known.equals(Knowledge.Today.INSTANCE);
    }
}
