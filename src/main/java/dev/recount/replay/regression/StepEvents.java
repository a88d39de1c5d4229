package dev.recount.replay.regression;

import dev.recount.journal.CommandRecord;
import dev.recount.journal.EventDocument;
import dev.recount.journal.EventHeader;
import dev.recount.journal.EventName;
import dev.recount.journal.JournalEntry;
import dev.recount.journal.Recorded;
import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.journal.Recorded.Unreadable;
import dev.recount.journal.StoredEvent;
import dev.recount.journal.codec.EventCodec;
import dev.recount.journal.codec.EventReader;
import dev.recount.replay.regression.DecidedStep.Accepted;
import dev.recount.replay.regression.DecidedStep.Event;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The events of recorded decisions, as today's rules read them. */
final class StepEvents {

    private final EventReader reader;

    StepEvents(EventReader reader) {
        this.reader = reader;
    }

    /** Returns the events of a decision, one for each version of its stream. */
    List<Recorded> of(DecidedStep step) {
        var recorded = new ArrayList<Recorded>();
        if (step.outcome() instanceof Accepted accepted) {
            long version = step.version().orElseThrow() + 1;
            for (; version <= accepted.lastVersion(); version++) {
                recorded.add(recorded(step, version, accepted.of(version)));
            }
        }
        return recorded;
    }

    /** Returns what has one version, which may be several of today's events, or none. */
    private Recorded recorded(DecidedStep step, long version, List<Event> events) {
        String id = step.command().map(DecidedStep.Command::id).orElse("");
        var header = new EventHeader(step.metadata(), new CommandRecord(id, Optional.empty()), "");
        var stored = new StoredEvent(step.stream().type() + ".Nothing/1", "{}".getBytes(StandardCharsets.UTF_8));
        var parts = new ArrayList<Recorded.Part>();
        for (Event event : events) {
            if (event.data().isEmpty()) {
                return new Unreadable(stored, event.type() + " was unreadable when it was exported");
            }
            var name = EventName.parse(event.type() + "/" + event.revision());
            stored = EventCodec.stored(new EventDocument(name, event.data().get(), header));
            switch (reader.read(new JournalEntry(step.stream(), version, stored))) {
                case RecordedEvent read -> parts.addAll(read.parts());
                case Unreadable unreadable -> {
                    return unreadable;
                }
            }
        }
        return new RecordedEvent(parts, header, stored);
    }
}
