package dev.recount.journal.decision;

import dev.recount.journal.CommandRecord;
import dev.recount.journal.EventDocument;
import dev.recount.journal.EventMetadata;
import dev.recount.journal.decision.RecordedDecision.Accepted;
import dev.recount.journal.decision.RecordedDecision.AcceptedEvent;
import dev.recount.journal.jdbc.JournalReader;
import dev.recount.model.StreamId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The commands that a stream accepted, one after another, as its events tell. */
final class AcceptedCommands {

    private static final int CHUNK = 100;

    private final JournalReader journal;
    private final StreamId stream;
    private final Deque<Event> events = new ArrayDeque<>();
    private long read;
    private boolean ended;

    private record Event(long version, EventDocument document) {

        Optional<CommandRecord.Detail> detail() {
            return document.metadata().command().detail();
        }
    }

    /** Begins after a version; events of a command that began before it are passed over. */
    AcceptedCommands(JournalReader journal, StreamId stream, long afterVersion) {
        this.journal = journal;
        this.stream = stream;
        this.read = afterVersion;
    }

    /**
     * Returns the next command, if there is one.
     *
     * @throws dev.recount.journal.json.MalformedException if an event is damaged
     */
    Optional<Accepted> next() {
        Optional<Event> event = nextEvent();
        while (event.isPresent() && event.get().detail().isEmpty()) {
            event = nextEvent();
        }
        return event.map(first -> accepted(first, first.detail().orElseThrow()));
    }

    private Accepted accepted(Event first, CommandRecord.Detail detail) {
        EventMetadata metadata = first.document.metadata();
        var own = new ArrayList<AcceptedEvent>();
        own.add(accepted(first));
        while (hasMore() && events.element().detail().isEmpty()) {
            own.add(accepted(events.remove()));
        }
        var command = new DecidedCommand(
                metadata.command().id(),
                detail.name(),
                detail.data(),
                metadata.time(),
                metadata.recorded(),
                metadata.principal(),
                metadata.correlation(),
                metadata.causation());
        return new Accepted(command, List.copyOf(own));
    }

    private static AcceptedEvent accepted(Event event) {
        return new AcceptedEvent(event.version, event.document.name().type());
    }

    private Optional<Event> nextEvent() {
        return hasMore() ? Optional.of(events.remove()) : Optional.empty();
    }

    private boolean hasMore() {
        if (events.isEmpty() && !ended) {
            List<Event> chunk = chunk();
            events.addAll(chunk);
            ended = chunk.size() < CHUNK;
            read = chunk.isEmpty() ? read : chunk.getLast().version;
        }
        return !events.isEmpty();
    }

    private List<Event> chunk() {
        return journal.events(stream, read + 1, CHUNK).stream()
                .map(entry -> new Event(entry.version(), EventDocument.of(entry.stored())))
                .toList();
    }
}
