package dev.recount.replay.world;

import dev.recount.decision.RecordedDecision.Rejected;
import dev.recount.log.LogEntry;
import dev.recount.model.EventId;
import dev.recount.model.Metadata;
import dev.recount.model.StreamId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A decision on record, with what followed from it.
 *
 * @param command the command that was decided on; nothing where it is not on record
 * @param events the events that it led to; none if it was rejected
 * @param rejection the rejection, if it was rejected
 */
public record RecordedStep(
        StreamId stream,
        Metadata metadata,
        String commandId,
        Optional<Command> command,
        List<LogEntry> events,
        Optional<Rejected> rejection) {

    public RecordedStep {
        events = List.copyOf(events);
    }

    /**
     * A command on record.
     *
     * @param revision the revision of its form
     * @param data its fields as JSON, if they are on record
     * @param rules the fingerprint of the rules that decided on it, if that is on record
     */
    public record Command(String name, int revision, Optional<String> data, Optional<String> rules) {}

    /** Returns the names of its events, as they are stored. */
    Stream<EventId> ids() {
        return events.stream().map(LogEntry::id);
    }
}
