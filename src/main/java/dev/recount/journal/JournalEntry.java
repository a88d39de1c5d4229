package dev.recount.journal;

import dev.recount.model.EventId;
import dev.recount.model.StreamId;

/**
 * A place in the journal with what it holds.
 *
 * @param stream the stream that it belongs to
 * @param version the event's number within its stream, from 1
 * @param before the event before it in its stream
 */
public record JournalEntry(StreamId stream, long version, StoredEvent stored, Before before) {

    /** A place of which the one before was not looked at. */
    public JournalEntry(StreamId stream, long version, StoredEvent stored) {
        this(stream, version, stored, Before.Unknown.INSTANCE);
    }

    /** Returns the name of what is stored, as of one event. */
    public EventId id() {
        return EventId.of(stream, version);
    }
}
