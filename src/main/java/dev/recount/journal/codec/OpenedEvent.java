package dev.recount.journal.codec;

import dev.recount.database.sql.DatabaseException;
import dev.recount.journal.EventDocument;
import dev.recount.journal.EventHeader;
import dev.recount.journal.EventName;
import dev.recount.journal.JournalEntry;
import dev.recount.journal.Recorded;
import dev.recount.journal.correction.CorrectedEvent;
import dev.recount.journal.correction.Overlay;
import dev.recount.json.JsonProblems;
import dev.recount.json.JsonSlice;
import dev.recount.json.MalformedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A stored event that has been taken apart: what stands beside its data, and the data, of which today's records and
 * documents are made when they are asked for.
 */
public final class OpenedEvent {

    private final JournalEntry entry;
    private final Optional<EventCodec<?>> codec;
    private final Optional<PersonalSeal> seal;

    /** The parts of what is stored; null if it is no stored event. */
    private final EventJson.@Nullable Parts parts;

    /** Why it is not the event that was stored there; empty if it is, as far as that can be told. */
    private final Optional<String> forgery;

    /** Why it cannot be taken apart. */
    private final String problem;

    private volatile @Nullable Recorded recorded;

    private OpenedEvent(
            JournalEntry entry, Optional<EventCodec<?>> codec, Optional<PersonalSeal> seal, EventJson.Parts parts) {
        this.entry = entry;
        this.codec = codec;
        this.seal = seal;
        this.parts = parts;
        this.forgery = Optional.empty();
        this.problem = "";
    }

    private OpenedEvent(JournalEntry entry, Optional<EventCodec<?>> codec, Optional<String> forgery, String problem) {
        this.entry = entry;
        this.codec = codec;
        this.seal = Optional.empty();
        this.parts = null;
        this.forgery = forgery;
        this.problem = problem;
    }

    private OpenedEvent(JournalEntry entry, Recorded recorded) {
        this(entry, Optional.empty(), Optional.empty(), "it is a state");
        this.recorded = recorded;
    }

    /** Returns the state of a stream of which nothing else is kept, as it is read: as its one event. */
    static OpenedEvent ofState(JournalEntry entry, Recorded recorded) {
        return new OpenedEvent(entry, recorded);
    }

    /**
     * Takes a stored event apart; what is none, or not the one that was stored, stays whole, and says so to whoever
     * asks. Blocks where it has personal data, and keys are not in memory.
     *
     * @param seal what opens its personal data; what is sealed stays so where there is none
     * @param mark why the event is not to be relied on, if that is known
     * @throws DatabaseException if the database of the keys does not answer
     */
    static OpenedEvent of(
            JournalEntry entry, Optional<EventCodec<?>> codec, Optional<PersonalSeal> seal, Optional<String> mark) {
        Optional<String> forgery = mark.or(() -> entry.stored().isAsWritten()
                        ? Optional.empty()
                        : Optional.of("it does not have the hash that was kept beside it"))
                .or(entry.overlay()::problem);
        if (forgery.isPresent()) {
            return new OpenedEvent(entry, codec, forgery, "");
        }
        try {
            EventJson.Parts parts = EventJson.read(payload(entry, seal));
            Optional<String> unlinked = entry.before().problem(parts.header().previous());
            return unlinked.isPresent()
                    ? new OpenedEvent(entry, codec, unlinked, "")
                    : new OpenedEvent(entry, codec, seal, parts);
        } catch (IOException malformed) {
            String problem = JsonProblems.explain(malformed).sentence();
            return new OpenedEvent(entry, codec, Optional.empty(), problem);
        } catch (DatabaseException keysAway) {
            throw keysAway;
        } catch (RuntimeException malformed) {
            return new OpenedEvent(entry, codec, Optional.empty(), String.valueOf(malformed.getMessage()));
        }
    }

    private static byte[] payload(JournalEntry entry, Optional<PersonalSeal> seal) throws IOException {
        byte[] stored = entry.stored().payload();
        return seal.isEmpty()
                ? stored
                : seal.get()
                        .open(
                                SealPlace.event(
                                        entry.stream(),
                                        entry.version(),
                                        entry.stored().manifest()),
                                stored);
    }

    private CorrectedEvent opened(CorrectedEvent event) throws IOException {
        return seal.isEmpty()
                ? event
                : new CorrectedEvent(
                        event.event(),
                        event.revision(),
                        seal.get().open(SealPlace.corrected(entry.stream()), event.data()));
    }

    /** Tells whether it is a stored event, and the one that was stored. */
    boolean isWhole() {
        return parts != null;
    }

    /** Returns the event as the domain's events of today; what cannot be read is returned as such. */
    public Recorded recorded() {
        Recorded known = recorded;
        if (known == null) {
            known = read();
            recorded = known; // decoded twice at worst, where two readers meet
        }
        return known;
    }

    private Recorded read() {
        String name = entry.stored().manifest();
        if (forgery.isPresent()) {
            return unreadable(forgery.get());
        } else if (codec.isEmpty()) {
            return unreadable("no stream type of this server stores " + name);
        } else if (!codec.get().canRead(name)) {
            return unreadable("no event " + name + " is known");
        } else if (parts == null) {
            return unreadable(name + ": " + problem);
        }
        try {
            return new Recorded.RecordedEvent(events(codec.get(), parts.data()), parts.header(), entry.stored());
        } catch (IOException malformed) {
            return unreadable(name + ": " + JsonProblems.explain(malformed).sentence());
        } catch (DatabaseException keysAway) {
            throw keysAway;
        } catch (RuntimeException malformed) {
            return unreadable(name + ": " + malformed.getMessage());
        }
    }

    private List<Recorded.Part> events(EventCodec<?> known, JsonSlice data) throws IOException {
        Overlay overlay = entry.overlay();
        var events = new ArrayList<Recorded.Part>();
        if (overlay.instead().isPresent()) {
            for (CorrectedEvent event : overlay.instead().get()) {
                events.addAll(known.events(entry.stream(), opened(event)));
            }
        } else {
            events.addAll(
                    known.events(entry.stream(), EventName.parse(entry.stored().manifest()), data));
        }
        for (CorrectedEvent event : overlay.after()) {
            events.addAll(known.events(entry.stream(), opened(event)));
        }
        return events;
    }

    private Recorded unreadable(String why) {
        return new Recorded.Unreadable(entry.stored(), why);
    }

    /**
     * Returns today's events that it is, without the domain's records, each with its data as JSON. There may be
     * several, or none. An event whose name no stream type knows any more is taken apart as it is stored. What is
     * personal today is marked, also where it was not when it was stored.
     *
     * @throws MalformedException if it is no stored event, or cannot be made into today's
     */
    public List<EventDocument> documents() {
        Overlay overlay = entry.overlay();
        if (!overlay.isCorrected()) {
            return storedDocuments();
        }
        var documents = new ArrayList<EventDocument>();
        if (overlay.instead().isEmpty()) {
            documents.addAll(storedDocuments());
        }
        for (CorrectedEvent event : Stream.concat(
                        overlay.instead().stream().flatMap(List::stream), overlay.after().stream())
                .toList()) {
            documents.addAll(documents(event));
        }
        return documents;
    }

    /**
     * Returns today's events that it was before corrections.
     *
     * @throws MalformedException if it is no stored event, or cannot be made into today's
     */
    public List<EventDocument> storedDocuments() {
        return documents(entry.stored().manifest(), whole().data().text());
    }

    private List<EventDocument> documents(CorrectedEvent event) {
        String name = event.storedName(entry.stream().type());
        try {
            return documents(name, opened(event).data());
        } catch (IOException malformed) {
            throw new MalformedException("", name + " cannot be read: " + malformed.getMessage());
        }
    }

    private List<EventDocument> documents(String name, String data) {
        EventHeader header = header();
        try {
            if (codec.isEmpty()) {
                return List.of(new EventDocument(EventName.parse(name), data, header));
            }
            List<EventDocument> today = codec.get().isOld(name)
                    ? codec.get().documents(EventName.parse(name), data, header)
                    : List.of(new EventDocument(EventName.parse(name), data, header));
            var told = new ArrayList<EventDocument>(today.size());
            for (EventDocument document : today) {
                told.add(codec.get().told(entry.stream(), document));
            }
            return told;
        } catch (IOException | RuntimeException malformed) {
            throw new MalformedException("", name + " cannot be read: " + malformed.getMessage());
        }
    }

    /**
     * Returns what stands beside the data.
     *
     * @throws MalformedException if it is no stored event
     */
    public EventHeader header() {
        return whole().header();
    }

    private EventJson.Parts whole() {
        if (parts == null) {
            throw new MalformedException(
                    "", forgery.orElseGet(() -> entry.stored().manifest() + " is not a stored event: " + problem));
        }
        return parts;
    }
}
