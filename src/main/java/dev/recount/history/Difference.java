package dev.recount.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.model.StreamId;
import dev.recount.stream.Outcome;

/** The answer to a question for the difference between two points of a stream's past. */
public sealed interface Difference {

    /**
     * The changes that lead from one state to the other.
     *
     * @param from the version of the one state, 0 for that before the first event
     * @param to the version of the other, which may be the earlier one
     * @param patch a JSON Patch (RFC 6902)
     */
    record Found(StreamId stream, long from, long to, JsonNode patch) implements Difference {}

    /** The stream has no event, or had not come to one of the versions. */
    record NotFound(StreamId stream) implements Difference {}

    /** The stream could not be read. */
    record Failed(Outcome.Refused refused) implements Difference {}
}
