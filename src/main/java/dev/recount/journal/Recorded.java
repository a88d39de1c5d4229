package dev.recount.journal;

/** What a place in the journal holds: an event, or something that today's code cannot read. */
public sealed interface Recorded {

    /** Returns what is stored, byte for byte. */
    StoredEvent stored();

    /**
     * An event with its metadata.
     *
     * @param event the domain's event
     */
    record RecordedEvent(EventName name, Object event, EventMetadata metadata, StoredEvent stored)
            implements Recorded {}

    /**
     * Something that cannot be read; it is kept, and its stream refuses to go on.
     *
     * @param problem what stands in the way
     */
    record Unreadable(StoredEvent stored, String problem) implements Recorded {}
}
