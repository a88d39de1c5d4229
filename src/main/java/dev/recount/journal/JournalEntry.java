package dev.recount.journal;

import dev.recount.model.EventId;
import dev.recount.model.StreamId;

/**
 * A place in the journal with what it holds.
 *
 * @param stream the stream that it belongs to
 * @param version the event's number within its stream, from 1
 */
public record JournalEntry(StreamId stream, long version, StoredEvent stored) {

    /** Returns the name of what is stored, as of one event. */
    public EventId id() {
        return EventId.of(stream, version);
    }
}
