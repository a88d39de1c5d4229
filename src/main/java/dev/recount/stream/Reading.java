package dev.recount.stream;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.recount.model.StreamId;
import java.time.Instant;

/** What a look at a stream found. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME)
public sealed interface Reading {

    /** The stream's state after the event of this version, which happened at this time; before the first, at {@link Instant#MIN}. */
    record Found(StreamId stream, long version, Instant time, Outcome.State state) implements Reading {}

    /** The stream has no event, or had none at the time asked for. */
    record NotFound(StreamId stream) implements Reading {}

    /** The stream could not be read. */
    record Failed(Outcome.Refused refused) implements Reading {}
}
