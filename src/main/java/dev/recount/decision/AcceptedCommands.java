package dev.recount.decision;

import dev.recount.decision.RecordedDecision.Accepted;
import dev.recount.decision.RecordedDecision.AcceptedEvent;
import dev.recount.journal.CommandRecord;
import dev.recount.journal.EventHeader;
import dev.recount.journal.JournalEntry;
import dev.recount.journal.JournalPage;
import dev.recount.journal.codec.EventReader;
import dev.recount.journal.codec.OpenedEvent;
import dev.recount.journal.stored.JournalReader;
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
    private final EventReader reader;
    private final StreamId stream;
    private final Deque<Event> events = new ArrayDeque<>();
    private long read;
    private boolean ended;

    /** A stored event, as today's that it is; there may be several, or none. */
    private record Event(long version, EventHeader header, List<AcceptedEvent> today) {

        Optional<CommandRecord.Detail> detail() {
            return header.command().detail();
        }
    }

    /** Begins after a version; events of a command that began before it are passed over. */
    AcceptedCommands(JournalReader journal, EventReader reader, StreamId stream, long afterVersion) {
        this.journal = journal;
        this.reader = reader;
        this.stream = stream;
        this.read = afterVersion;
    }

    /**
     * Returns the next command, if there is one.
     *
     * @throws dev.recount.json.MalformedException if an event is damaged
     */
    Optional<Accepted> next() {
        Optional<Event> event = nextEvent();
        while (event.isPresent() && event.get().detail().isEmpty()) {
            event = nextEvent();
        }
        return event.map(first -> accepted(first, first.detail().orElseThrow()));
    }

    private Accepted accepted(Event first, CommandRecord.Detail detail) {
        var own = new ArrayList<>(first.today);
        long lastVersion = first.version;
        while (hasMore() && events.element().detail().isEmpty()) {
            Event further = events.remove();
            own.addAll(further.today);
            lastVersion = further.version;
        }
        EventHeader header = first.header;
        var command = new DecidedCommand(
                header.command().id(),
                detail.name(),
                detail.revision(),
                detail.data(),
                header.metadata(),
                detail.rules());
        return new Accepted(command, first.version, lastVersion, List.copyOf(own));
    }

    private Optional<Event> nextEvent() {
        return hasMore() ? Optional.of(events.remove()) : Optional.empty();
    }

    private boolean hasMore() {
        if (events.isEmpty() && !ended) {
            JournalPage chunk = journal.events(stream, read + 1, CHUNK);
            chunk.entries().forEach(entry -> events.add(event(entry)));
            ended = chunk.atEnd();
            read = ended ? read : chunk.entries().getLast().version();
        }
        return !events.isEmpty();
    }

    private Event event(JournalEntry entry) {
        OpenedEvent opened = reader.open(entry);
        List<AcceptedEvent> today = opened.documents().stream()
                .map(document ->
                        new AcceptedEvent(entry.version(), document.name().type()))
                .toList();
        return new Event(entry.version(), opened.header(), today);
    }
}
