package dev.recount.http.views;

import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.http.endpoint.Call;
import dev.recount.view.query.Question;
import java.util.Set;

/**
 * The fields of a view that its caller may not see: by what rows they are in, in which order, or what they add up to,
 * their values could be found out all the same.
 */
public final class MaskedFields {

    private MaskedFields() {}

    /**
     * Makes sure that a question names none of them.
     *
     * @param personal the fields that are personal data
     * @throws ProblemException if it does; names the field
     */
    public static void requireNone(Call call, Question question, Set<String> personal) {
        if (call.seesPersonal()) {
            return;
        }
        question.fields().stream().filter(personal::contains).findFirst().ifPresent(field -> {
            throw new ProblemException(new Problem(
                    403,
                    "NOT_PERMITTED",
                    field + ": is personal data, which " + call.caller().name()
                            + " has not the right to see; nothing can be found, sorted, grouped or added up by it"));
        });
    }
}
