package dev.recount.stream;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.recount.journal.CommandRecord;
import dev.recount.journal.StoredEvent;
import dev.recount.model.StreamId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The outcome of a command. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME)
public sealed interface Outcome {

    /**
     * The command was accepted, and its events are stored.
     *
     * @param firstVersion the version of its first event; greater than {@code version} if it has none
     * @param version the version of the stream after it
     * @param repeat whether this is the answer to an earlier command of the same id
     * @param detail its events and the state after them, unless the request was brief
     */
    record Accepted(StreamId stream, long firstVersion, long version, boolean repeat, Optional<Detail> detail)
            implements Outcome {

        /** Returns the same outcome without its detail. */
        public Accepted brief() {
            return new Accepted(stream, firstVersion, version, repeat, Optional.empty());
        }
    }

    /** The domain rejected the command; nothing was stored. */
    record Rejected(StreamId stream, Basis basis, String reason, String message) implements Outcome {}

    /**
     * The caller may not send the command; nothing was stored.
     *
     * @param basis what the domain's rule rests on; nothing where the rules of the settings do not permit it
     */
    record NotPermitted(StreamId stream, Optional<Basis> basis, String message) implements Outcome {}

    /** The stream has another version than the caller expects; nothing was stored. */
    record VersionConflict(StreamId stream, long expected, long actual) implements Outcome {}

    /** The command was not decided on, or its decision could not be stored. */
    record Refused(StreamId stream, Refusal refusal, String message) implements Outcome {}

    /**
     * The stream goes on elsewhere; nothing was stored.
     *
     * @param to the streams in which it goes on; none where nothing of it was carried over
     */
    record Moved(StreamId stream, List<StreamId> to) implements Outcome {}

    /**
     * The facts that a rejection rests on, as far as its command did not bring them.
     *
     * @param version the version of the stream
     * @param time when its events would have happened
     * @param decided when it was decided on
     * @param command what was decided on, enriched where it had to be
     */
    record Basis(long version, Instant time, Instant decided, CommandRecord.Detail command) {}

    /**
     * The events of an accepted command, and what they led to.
     *
     * @param state the state as UTF-8 JSON
     */
    record Detail(List<StoredEvent> events, State state) {}

    /** A state as UTF-8 JSON. */
    record State(String json) {}
}
