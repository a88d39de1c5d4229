package dev.recount.http.bulk;

import com.fasterxml.jackson.databind.util.RawValue;
import dev.recount.http.answer.Problem;
import dev.recount.model.StreamId;
import dev.recount.stream.Outcome;
import java.util.List;
import java.util.Optional;

/** The outcome of a line of a bulk request. */
sealed interface BulkResult {

    /** The command was carried out, now or before. */
    record Accepted(long line, Outcome.Accepted outcome) implements BulkResult {}

    /**
     * The stream of the line goes on elsewhere; the line was not carried out.
     *
     * @param to the streams in which it goes on
     * @param commandId the id of its command
     */
    record Moved(long line, StreamId stream, List<StreamId> to, String commandId) implements BulkResult {}

    /**
     * The preview of the line, of which nothing is stored.
     *
     * @param json what is told of it, with its number
     */
    record Previewed(long line, RawValue json) implements BulkResult {}

    /**
     * Returns the result of a line that comes after one of its stream that was not carried out.
     *
     * @param areAll whether those of so many streams were not that no line is tried any more
     */
    static Failed notTried(BulkLine.Command line, boolean areAll) {
        String earlier = areAll
                ? "lines of so many streams were not carried out that no more is tried; begin anew"
                : "an earlier line of " + line.request().stream() + " was not carried out";
        return new Failed(
                line.number(),
                new Problem(424, "NOT_TRIED", earlier),
                Optional.of(line.request().origin().commandId()));
    }

    /**
     * The line was not carried out, or it is not known whether it was.
     *
     * @param commandId the id of its command, the client's or a new one, with which it can be sent again; nothing for a
     *     line that is no command
     */
    record Failed(long line, Problem problem, Optional<String> commandId) implements BulkResult {}
}
