package dev.recount.log;

import dev.recount.database.segment.SegmentDeletedException;
import dev.recount.journal.EventDocument;
import dev.recount.journal.EventHeader;
import dev.recount.journal.JournalEntry;
import dev.recount.journal.Recorded;
import dev.recount.journal.StoredEvent;
import dev.recount.journal.codec.EventReader;
import dev.recount.journal.codec.OpenedEvent;
import dev.recount.journal.correction.Correction;
import dev.recount.journal.correction.Corrections;
import dev.recount.journal.correction.Overlay;
import dev.recount.log.position.LogPlace;
import dev.recount.log.position.Position;
import dev.recount.log.stored.LogHash;
import dev.recount.model.EventContext;
import dev.recount.model.EventId;
import dev.recount.model.Metadata;
import dev.recount.model.StreamId;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An event at its place in the log; all readers share the one object, so that each event is decoded once. */
public final class LogEntry {

    private final int journal;
    private final LogPlace place;
    private final JournalEntry entry;
    private final EventReader reader;
    private final Optional<String> problem;
    private final Optional<SegmentDeletedException> deletion;
    private volatile @Nullable Opened opened;

    /**
     * The event as it was opened.
     *
     * @param erasures how many erasures its reader knew of then
     */
    private record Opened(OpenedEvent event, int erasures) {}

    LogEntry(int journal, LogPlace place, JournalEntry entry, EventReader reader) {
        this.problem = Optional.empty();
        this.deletion = Optional.empty();
        this.journal = journal;
        this.place = place;
        this.entry = entry;
        this.reader = reader;
    }

    private LogEntry(
            LogEntry other, JournalEntry entry, Optional<String> problem, Optional<SegmentDeletedException> deletion) {
        this.problem = problem;
        this.deletion = deletion;
        this.journal = other.journal;
        this.place = other.place;
        this.entry = entry;
        this.reader = other.reader;
    }

    /**
     * Returns the position of who has seen, of this event's journal, all up to this event, and nothing of the others.
     */
    public Position position() {
        return Position.of(journal, place);
    }

    /** Returns the index of the event's journal, from 0. */
    public int journal() {
        return journal;
    }

    /** Returns the event's place in the log of its journal. */
    public LogPlace place() {
        return place;
    }

    /** Returns what the journal holds. */
    JournalEntry entry() {
        return entry;
    }

    /** Returns the same, read as corrections of its stream ask; itself, if it is read so already. */
    public LogEntry with(Corrections corrections) {
        JournalEntry other = entry.with(corrections);
        return other.overlay().equals(entry.overlay()) ? this : new LogEntry(this, other, problem, deletion);
    }

    /** Returns the same with its bytes; itself, if it has them. */
    LogEntry with(JournalEntry whole) {
        return whole.equals(entry) ? this : new LogEntry(this, whole, problem, deletion);
    }

    /** Returns the same, which is not to be relied on. */
    LogEntry withProblem(String found) {
        return new LogEntry(this, entry, Optional.of(found), deletion);
    }

    /** Returns the same, whose bytes were deleted with its segment. */
    LogEntry deleted(SegmentDeletedException why) {
        return new LogEntry(this, entry, problem, Optional.of(why));
    }

    /** Tells whether its bytes were deleted with its segment: its place, name and hash are all that is left of it. */
    public boolean isDeleted() {
        return deletion.isPresent();
    }

    /**
     * Makes sure that it was not deleted.
     *
     * @throws SegmentDeletedException if it was
     */
    public void requireThere() {
        deletion.ifPresent(gone -> {
            throw gone;
        });
    }

    /** Returns the same by its hash alone. */
    public LogHash hash() {
        return new LogHash(place, stream(), version(), Base64.getEncoder().encodeToString(stored().writtenHash()));
    }

    /** Returns how corrections ask it to be read. */
    public Overlay overlay() {
        return entry.overlay();
    }

    /** Tells whether it says how an earlier event of its stream is to be read. */
    public boolean isCorrection() {
        return Correction.isStoredAs(entry.stored().manifest());
    }

    /** Tells whether it is a correction, a proposal of one, or an approval: no event of the domain. */
    public boolean isReserved() {
        return Correction.isReserved(entry.stored().manifest());
    }

    /** Returns the name of what is stored, as of one event. */
    public EventId id() {
        return entry.id();
    }

    /** Returns the stream that the event belongs to. */
    public StreamId stream() {
        return entry.stream();
    }

    /** Returns the event's number within its stream, from 1. */
    public long version() {
        return entry.version();
    }

    /** Returns the event as it is stored. */
    public StoredEvent stored() {
        return entry.stored();
    }

    private OpenedEvent opened() {
        requireThere();
        int erasures = reader.erasures();
        Opened known = opened;
        if (known == null || known.erasures != erasures) {
            known = new Opened(reader.open(entry, problem), erasures);
            opened = known; // taken apart twice at worst, where two readers meet
        }
        return known.event;
    }

    /** Returns how many erasures its reader knows of: what was read of it before the last one is read anew. */
    public int erasures() {
        return reader.erasures();
    }

    /** Returns the event as today's code reads it; one that was deleted cannot be read. */
    public Recorded recorded() {
        return deletion.isPresent()
                ? new Recorded.Unreadable(
                        stored(), String.valueOf(deletion.get().getMessage()))
                : opened().recorded();
    }

    /**
     * Returns what stands beside the event's data.
     *
     * @throws SegmentDeletedException if it was deleted
     * @throws dev.recount.json.MalformedException if what is stored cannot be read
     */
    public EventHeader header() {
        return opened().header();
    }

    /** Tells whether it is stored in an earlier form, so that it may be several of today's events, or none. */
    public boolean isOld() {
        return reader.isOld(entry);
    }

    /**
     * Returns today's events that it is, each with its data as JSON.
     *
     * @throws SegmentDeletedException if it was deleted
     * @throws dev.recount.json.MalformedException if what is stored cannot be read
     */
    public List<EventDocument> documents() {
        return opened().documents();
    }

    /**
     * Returns what is known of the event besides what it says.
     *
     * @param part which of today's events it is that are stored as one, from 1
     */
    public EventContext context(Metadata metadata, int part) {
        return new EventContext(new EventId(stream(), version(), part), metadata);
    }

    @Override
    public String toString() {
        return id() + " at " + position();
    }
}
