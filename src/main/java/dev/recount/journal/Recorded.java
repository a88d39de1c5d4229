package dev.recount.journal;

import dev.recount.journal.claim.Claimed;
import dev.recount.journal.tag.Tagged;
import dev.recount.model.Metadata;
import java.util.List;

/** The content of a place in the journal: an event, or something that today's code cannot read. */
public sealed interface Recorded {

    /** Returns what is stored, byte for byte. */
    StoredEvent stored();

    /**
     * An event.
     *
     * @param parts the domain's events of today that it is: one, but for events of earlier forms, which may be several,
     *     or none
     * @param claimed what its stream holds otherwise because of it, where it is still to be stored
     * @param tagged the tags that come with it, where it is still to be stored
     */
    record RecordedEvent(List<Part> parts, EventHeader header, StoredEvent stored, Claimed claimed, Tagged tagged)
            implements Recorded {

        public RecordedEvent {
            parts = List.copyOf(parts);
        }

        /** An event that changes nothing of what its stream holds, or is stored already. */
        public RecordedEvent(List<Part> parts, EventHeader header, StoredEvent stored) {
            this(parts, header, stored, Claimed.NOTHING, Tagged.NOTHING);
        }

        /** Returns the same event with what its stream holds otherwise because of it. */
        public RecordedEvent with(Claimed changes) {
            return new RecordedEvent(parts, header, stored, changes, tagged);
        }

        /** Returns the same event with the tags that come with it. */
        public RecordedEvent with(Tagged tags) {
            return new RecordedEvent(parts, header, stored, claimed, tags);
        }

        /** Returns when it was, whose command led to it, and why. */
        public Metadata metadata() {
            return header.metadata();
        }

        /** Returns the domain's events, in order. */
        public List<Object> events() {
            return parts.size() == 1
                    ? List.of(parts.getFirst().event())
                    : parts.stream().map(Part::event).toList();
        }
    }

    /**
     * One of today's events.
     *
     * @param name its name today, and the revision of its form
     * @param event the domain's event
     */
    record Part(EventName name, Object event) {}

    /**
     * Something that cannot be read; it is kept, and its stream refuses to go on.
     *
     * @param problem what stands in the way
     */
    record Unreadable(StoredEvent stored, String problem) implements Recorded {}
}
