package dev.recount.http.bulk;

import dev.recount.http.answer.Problem;
import dev.recount.stream.Outcome;

/** The outcome of a line of a bulk request. */
sealed interface BulkResult {

    /** The command was carried out, now or before. */
    record Accepted(int line, Outcome.Accepted outcome) implements BulkResult {}

    /** The line was not carried out, or it is not known whether it was. */
    record Failed(int line, Problem problem) implements BulkResult {}
}
