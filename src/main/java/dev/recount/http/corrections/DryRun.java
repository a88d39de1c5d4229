package dev.recount.http.corrections;

import dev.recount.access.Right;
import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.http.endpoint.Call;
import dev.recount.http.endpoint.Gate;
import dev.recount.http.endpoint.Parameter;
import dev.recount.http.endpoint.Parameter.Form;
import dev.recount.http.request.QueryParameters;

/** The ways in which a correction can be tried. */
enum DryRun {
    /** It is made. */
    NONE,
    /** What it would make of the stream's state is told. */
    STATE,
    /** All that would follow from it is told. */
    WHOLE;

    static final Parameter PARAMETER = Parameter.query(
            QueryParameters.DRY_RUN,
            Form.TEXT,
            "With true, what would come of it is told, and nothing is stored; with state, only of the stream's state.");

    /**
     * Reads how it is asked for. What would follow from it elsewhere, those alone are told who may see all.
     *
     * @throws ProblemException if it is malformed, or the caller may not be told
     */
    static DryRun of(Call call) {
        DryRun dry = of(call.query());
        if (dry == WHOLE) {
            Gate.requireAll(Right.PREVIEW, call.known());
        }
        return dry;
    }

    private static DryRun of(QueryParameters query) {
        return switch (query.text(QueryParameters.DRY_RUN).orElse("false")) {
            case "false" -> NONE;
            case "state" -> STATE;
            case "true" -> WHOLE;
            default ->
                throw new ProblemException(
                        Problem.malformed(QueryParameters.DRY_RUN + ": must be true, false or state"));
        };
    }
}
