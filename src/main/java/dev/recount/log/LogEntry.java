package dev.recount.log;

import dev.recount.journal.Codecs;
import dev.recount.journal.EventDocument;
import dev.recount.journal.EventMetadata;
import dev.recount.journal.Recorded;
import dev.recount.journal.StoredEvent;
import dev.recount.model.EventContext;
import dev.recount.model.Principal;
import dev.recount.model.StreamId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event at its place in the log; all readers share the one object, so that each event is decoded once. */
public final class LogEntry {

    private final int journal;
    private final Place place;
    private final StreamId stream;
    private final long version;
    private final StoredEvent stored;
    private final Codecs codecs;
    private volatile @Nullable Recorded recorded;

    LogEntry(int journal, Place place, StreamId stream, long version, StoredEvent stored, Codecs codecs) {
        this.journal = journal;
        this.place = place;
        this.stream = stream;
        this.version = version;
        this.stored = stored;
        this.codecs = codecs;
    }

    /** Returns the position of who has seen, of this event's journal, all up to this event, and nothing of the others. */
    public Position position() {
        return Position.of(journal, place);
    }

    /** Returns the index of the event's journal, from 0. */
    public int journal() {
        return journal;
    }

    /** Returns the event's place in the log of its journal. */
    public Place place() {
        return place;
    }

    public StreamId stream() {
        return stream;
    }

    /** Returns the event's number within its stream, from 1. */
    public long version() {
        return version;
    }

    /** Returns the event as it is stored. */
    public StoredEvent stored() {
        return stored;
    }

    /** Returns the event as today's code reads it. */
    public Recorded recorded() {
        Recorded known = recorded;
        if (known == null) {
            known = codecs.read(stored);
            recorded = known; // decoded twice at worst, where two readers meet
        }
        return known;
    }

    /** Tells whether it is stored in an earlier form, so that it may be several of today's events, or none. */
    public boolean isOld() {
        return codecs.isOld(stored);
    }

    /**
     * Returns today's events that it is, each with its data as JSON.
     *
     * @throws dev.recount.json.MalformedException if what is stored cannot be read
     */
    public List<EventDocument> documents() {
        return codecs.documents(stored);
    }

    /**
     * Returns what is known of the event besides what it says.
     *
     * @param part which of today's events it is that are stored as one, from 1
     */
    public EventContext context(EventMetadata metadata, int part) {
        return new EventContext(
                stream,
                version,
                part,
                metadata.time(),
                metadata.recorded(),
                new Principal(metadata.principal()),
                metadata.correlation(),
                metadata.causation());
    }

    @Override
    public String toString() {
        return stream + "@" + version + " at " + position();
    }
}
