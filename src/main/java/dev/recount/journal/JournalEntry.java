package dev.recount.journal;

import dev.recount.journal.correction.Correction;
import dev.recount.journal.correction.Corrections;
import dev.recount.journal.correction.Overlay;
import dev.recount.model.EventId;
import dev.recount.model.StreamId;

/**
 * A place in the journal with what it holds.
 *
 * @param stream the stream that it belongs to
 * @param version the event's number within its stream, from 1
 * @param before the event before it in its stream
 * @param overlay how corrections ask it to be read
 */
public record JournalEntry(StreamId stream, long version, StoredEvent stored, Before before, Overlay overlay) {

    /** A place that is read as it is stored. */
    public JournalEntry(StreamId stream, long version, StoredEvent stored, Before before) {
        this(stream, version, stored, before, Overlay.NONE);
    }

    /** A place that is read as it is stored, of which the one before was not looked at. */
    public JournalEntry(StreamId stream, long version, StoredEvent stored) {
        this(stream, version, stored, Before.Unknown.INSTANCE);
    }

    /** Returns the same, read as corrections of its stream ask. */
    public JournalEntry with(Corrections corrections) {
        return new JournalEntry(
                stream, version, stored, before, corrections.of(version, Correction.isStoredAs(stored.manifest())));
    }

    /** Returns the name of what is stored, as of one event. */
    public EventId id() {
        return EventId.of(stream, version);
    }
}
