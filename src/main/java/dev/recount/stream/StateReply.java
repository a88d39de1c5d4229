package dev.recount.stream;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.recount.model.StreamId;
import dev.recount.replay.PastState;
import java.time.Instant;
import java.util.List;

/** The answer to a question for the state of a stream. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME)
public sealed interface StateReply {

    /**
     * The stream's state after the event of this version, which happened at this time; before the first, at
     * {@link Instant#MIN}.
     */
    record Found(StreamId stream, long version, Instant time, Outcome.State state) implements StateReply {}

    /** The stream has no event, or had none at the time asked for. */
    record NotFound(StreamId stream) implements StateReply {}

    /** The stream could not be read. */
    record Failed(Outcome.Refused refused) implements StateReply {}

    /** The stream goes on in these others. */
    record Moved(StreamId stream, List<StreamId> to) implements StateReply {}

    /** Returns what a look at a stream's past found. */
    static StateReply of(PastState past) {
        return switch (past) {
            case PastState.Found(var stream, var version, var time, var state) ->
                new Found(stream, version, time, new Outcome.State(state));
            case PastState.NotFound(var stream) -> new NotFound(stream);
            case PastState.Damaged(var stream, var problem) ->
                new Failed(new Outcome.Refused(stream, Refusal.STREAM_DAMAGED, problem));
        };
    }
}
