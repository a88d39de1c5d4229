package dev.recount.journal.codec;

import dev.recount.journal.CommandRecord;
import dev.recount.journal.JournalEntry;
import dev.recount.journal.Recorded;
import dev.recount.journal.StoredEvent;
import dev.recount.journal.correction.Correction;
import dev.recount.journal.correction.Corrections;
import dev.recount.journal.correction.RecordedCorrection;
import dev.recount.journal.damage.DamagedStreams;
import dev.recount.journal.migration.Moved;
import dev.recount.json.MalformedException;
import dev.recount.model.StreamId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The one way from what the journal holds to the events of today, for the recovery of streams, time travel, the log and
 * everything that follows it. Whatever is to be laid over stored events, or held against them, is done here and nowhere
 * else, in the order bytes, held against their hash and the event before, header, corrections laid over, personal data
 * opened, upcast, decoded.
 */
public final class EventReader {

    private final Codecs codecs;
    private final Optional<PersonalSeal> seal;
    private final AtomicInteger erasures = new AtomicInteger();
    private final DamagedStreams damaged = new DamagedStreams();

    EventReader(Codecs codecs, Optional<PersonalSeal> seal) {
        this.codecs = codecs;
        this.seal = seal;
    }

    /** Returns a reader that knows of no damage but what it sees itself. */
    public EventReader withoutMarks() {
        return new EventReader(codecs, seal);
    }

    /** Notes that somebody was erased: what was read of them before is to be read anew. */
    public void noteErasure() {
        erasures.incrementAndGet();
    }

    /** Returns how often that was noted. */
    public int erasures() {
        return erasures.get();
    }

    /** Returns the streams whose events are not read any more. */
    public DamagedStreams damaged() {
        return damaged;
    }

    /**
     * Has the keys at hand that the personal data of events is read by, all in one go, as far as there are some. Blocks
     * where they are not in memory.
     */
    public void fetchKeys(Collection<StoredEvent> events) {
        seal.ifPresent(personal ->
                personal.fetchKeys(events.stream().map(StoredEvent::payload).toList()));
    }

    /** Takes what a place in the journal holds apart; its data is decoded when it is asked for. */
    public OpenedEvent open(JournalEntry entry) {
        return open(entry, Optional.empty());
    }

    /**
     * Takes what a place in the journal holds apart.
     *
     * @param problem why it is not to be relied on, if who has read it knows that
     */
    public OpenedEvent open(JournalEntry entry, Optional<String> problem) {
        Optional<StreamCodec<?, ?, ?>> codec = codecs.ofEvent(entry.stored().manifest());
        if (codec.filter(each -> each.states().isStoredAs(entry.stored().manifest()))
                .isPresent()) {
            return OpenedEvent.ofState(entry, codec.get().states().recorded(entry));
        }
        Optional<String> mark = damaged.of(entry.stream())
                .filter(damage -> damage.version() <= entry.version())
                .map(damage -> "its stream is damaged: " + damage.problem())
                .or(() -> problem);
        OpenedEvent opened = OpenedEvent.of(entry, codec.map(StreamCodec::events), seal, mark);
        if (!opened.isWhole()) {
            damaged.suspect(entry.stream());
        }
        return opened;
    }

    /**
     * Reads what a place in the journal holds as the domain's events of today; what cannot be read is returned as such,
     * so that nothing is dropped on the way.
     */
    public Recorded read(JournalEntry entry) {
        return open(entry).recorded();
    }

    /**
     * Returns the corrections among events of a stream; what should be one, and cannot be read, is left out, and
     * damages the stream where its own place is read.
     */
    public static Corrections corrections(List<JournalEntry> entries) {
        var corrections = new ArrayList<RecordedCorrection>();
        for (JournalEntry entry : entries) {
            if (Correction.isReserved(entry.stored().manifest())) {
                correction(entry).ifPresent(corrections::add);
            }
        }
        return Corrections.of(corrections);
    }

    private static Optional<RecordedCorrection> correction(JournalEntry entry) {
        OpenedEvent opened = OpenedEvent.of(entry, Optional.empty(), Optional.empty(), Optional.empty());
        try {
            String data = opened.storedDocuments().getFirst().data();
            CommandRecord command = opened.header().command();
            return Optional.of(new RecordedCorrection(
                    entry.version(),
                    opened.header().metadata(),
                    new RecordedCorrection.Command(
                            command.id(), command.detail().map(CommandRecord.Detail::digest)),
                    CorrectionJson.read(data)));
        } catch (IOException | MalformedException unreadable) {
            return Optional.empty();
        }
    }

    /**
     * Returns the data of a correction as it is told, its personal data opened and marked. Blocks where keys are not in
     * memory.
     *
     * @throws MalformedException if it cannot be read
     */
    public String data(StreamId stream, Correction correction) {
        String data = opened(SealPlace.correction(stream), CorrectionJson.write(correction), "a correction");
        try {
            Optional<StreamCodec<?, ?, ?>> codec = codecs.find(stream.type());
            return codec.isPresent() ? codec.get().events().toldCorrection(stream, data) : data;
        } catch (IOException malformed) {
            throw new MalformedException("", "a correction cannot be read: " + malformed.getMessage());
        }
    }

    /**
     * Returns the fields of a command on record as they are told: with a mark on what is personal today, also where it
     * was not when they were stored.
     */
    public String told(StreamId stream, String command, int revision, String data) {
        return codecs.find(stream.type())
                .map(codec -> codec.commands().told(stream, command, revision, data))
                .orElse(data);
    }

    /**
     * Returns the fields of a rejected command, of what was kept of them. Blocks where keys are not in memory.
     *
     * @throws MalformedException if they cannot be read
     */
    public String rejected(StreamId stream, String commandId, String kept) {
        return opened(SealPlace.rejected(stream, commandId), kept, "a rejected command");
    }

    private String opened(SealPlace place, String kept, String what) {
        try {
            return seal.isPresent() ? seal.get().open(place, kept) : kept;
        } catch (IOException notOpened) {
            throw new MalformedException("", what + " cannot be read: " + notOpened.getMessage());
        }
    }

    /** Returns where an event says that its stream has gone, if it says so. */
    public static Optional<Moved> moved(Recorded.RecordedEvent event) {
        if (!Moved.isStoredAs(event.stored().manifest())) {
            return Optional.empty();
        }
        try {
            return Optional.of(MovedJson.read(
                    EventJson.read(event.stored().payload()).data().text()));
        } catch (IOException malformed) {
            throw new MalformedException("", String.valueOf(malformed.getMessage()));
        }
    }

    /**
     * Tells whether an event may be another, several or none of today's: it is of an earlier form, or was corrected.
     */
    public boolean isOld(JournalEntry entry) {
        String name = entry.stored().manifest();
        return entry.overlay().isCorrected()
                || codecs.ofEvent(name)
                        .filter(codec -> codec.events().isOld(name))
                        .isPresent();
    }
}
