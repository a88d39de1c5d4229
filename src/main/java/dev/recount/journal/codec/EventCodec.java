package dev.recount.journal.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.recount.journal.EventDocument;
import dev.recount.journal.EventHeader;
import dev.recount.journal.EventName;
import dev.recount.journal.Fingerprint;
import dev.recount.journal.Recorded;
import dev.recount.journal.StoredEvent;
import dev.recount.journal.correction.CorrectedEvent;
import dev.recount.journal.correction.Correction;
import dev.recount.journal.migration.Moved;
import dev.recount.json.Json;
import dev.recount.json.JsonProblems;
import dev.recount.json.JsonSlice;
import dev.recount.json.MalformedException;
import dev.recount.json.personal.PersonalModule;
import dev.recount.json.type.SealedTypes;
import dev.recount.model.EventId;
import dev.recount.model.StreamId;
import dev.recount.model.evolution.EventForm;
import dev.recount.model.personal.Subject;
import dev.recount.model.type.StreamType;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The form in which events of one stream type are stored. Stored ones are read by {@link EventReader}.
 *
 * @param <E> the events
 */
public final class EventCodec<E> {

    private static final ObjectWriter FRAME = Json.frame().writer();

    private final StreamType<?, ?, E> type;
    private final JsonMapper mapper;
    private final EventForms forms;
    private final EventForms samples;
    private final EventForms told;
    private final String evolutionFingerprint;
    private final boolean isPersonal;
    private final Optional<PersonalSeal> seal;
    private final Optional<TypeMarks> marks;

    /**
     * Makes the codec.
     *
     * @param names the names of the records
     * @param isPersonal whether the events may hold personal data
     * @param seal what that is sealed with; nothing where it is kept nowhere
     */
    EventCodec(
            StreamType<?, ?, E> type,
            JsonMapper mapper,
            SealedTypes names,
            boolean isPersonal,
            Optional<PersonalSeal> seal) {
        this.type = type;
        this.mapper = mapper;
        this.isPersonal = isPersonal;
        this.seal = seal;
        this.forms = new EventForms(type, ofStored(mapper));
        this.told = new EventForms(type, mapper.reader());
        this.samples = new EventForms(type, mapper.reader().withAttribute(PersonalModule.SENT, true));
        String oldForms = forms.describe();
        this.evolutionFingerprint = oldForms.isEmpty() ? "" : Fingerprint.of(oldForms);
        this.marks = isPersonal ? Optional.of(marks(names)) : Optional.empty();
    }

    private TypeMarks marks(SealedTypes names) {
        Map<EventForm, Class<?>> records = new HashMap<>();
        type.events()
                .byName()
                .forEach((name, record) -> records.put(new EventForm(name, forms.revision(name)), record));
        return new TypeMarks(clearForms(), records, names);
    }

    /**
     * An event's data stands within a larger document, which goes on after it. While a cluster is upgraded, a newer
     * node may have stored a field that this one does not know yet.
     */
    private static ObjectReader ofStored(JsonMapper mapper) {
        return mapper.reader()
                .without(
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /**
     * Writes an event as it will be stored. Does not block.
     *
     * @param at where it will be stored
     * @throws IllegalArgumentException if it could not be read again, as with a null in it
     * @throws KeysNotAtHandException if it holds personal data, and not all keys are in memory
     * @throws SubjectErasedException if it holds personal data of somebody who is erased
     */
    public Recorded.RecordedEvent write(EventId at, E value, EventHeader header) {
        String event = value.getClass().getSimpleName();
        var name = new EventName(type.name(), event, forms.revision(event));
        byte[] payload = EventJson.write(mapper.writer(), value, header);
        Object readAgain = readAgain(at, name, payload);
        return new Recorded.RecordedEvent(
                List.of(new Recorded.Part(name, isPersonal ? readAgain : value)),
                header,
                sealed(at, name.toString(), payload));
    }

    /**
     * Writes a correction as it will be stored. Does not block.
     *
     * @param at where it will be stored
     * @throws KeysNotAtHandException if it holds personal data, and not all keys are in memory
     * @throws SubjectErasedException if it holds personal data of somebody who is erased
     */
    public Recorded.RecordedEvent write(EventId at, Correction correction, EventHeader header) {
        byte[] payload = EventJson.write(FRAME, new RawValue(CorrectionJson.write(correction)), header);
        return new Recorded.RecordedEvent(List.of(), header, sealed(at, correction.storedName(type.name()), payload));
    }

    private StoredEvent sealed(EventId at, String storedName, byte[] payload) {
        return new StoredEvent(
                storedName,
                seal.map(personal -> personal.seal(SealPlace.event(at.stream(), at.version(), storedName), payload))
                        .orElse(payload));
    }

    /** Writes the event that says where its stream has gone. */
    public Recorded.RecordedEvent write(Moved moved, EventHeader header) {
        byte[] payload = EventJson.write(FRAME, new RawValue(MovedJson.write(moved)), header);
        return new Recorded.RecordedEvent(List.of(), header, new StoredEvent(Moved.storedName(type.name()), payload));
    }

    /** Returns an event of today by its name and its data as JSON, as another stream type's events are made of them. */
    public CorrectedEvent encoded(Object event) {
        E value = type.events().base().cast(event);
        String name = value.getClass().getSimpleName();
        try {
            return new CorrectedEvent(name, forms.revision(name), mapper.writeValueAsString(value));
        } catch (JsonProcessingException unwritable) {
            throw new IllegalArgumentException(value.getClass().getName() + " cannot be written as JSON", unwritable);
        }
    }

    /**
     * Returns an event as it would be stored that is known by its name and its data as JSON; nothing is held against
     * it.
     */
    public static StoredEvent stored(EventDocument event) {
        byte[] payload = EventJson.write(FRAME, new RawValue(event.data()), event.header());
        return new StoredEvent(event.name().toString(), payload);
    }

    private Object readAgain(EventId at, EventName name, byte[] payload) {
        ObjectReader reader = Objects.requireNonNull(forms.today(name.toString()), "an event of today");
        String problem;
        try {
            return present(EventJson.readBack(payload, within(at.stream(), reader)));
        } catch (IOException malformed) {
            problem = JsonProblems.explain(malformed).sentence();
        } catch (RuntimeException malformed) {
            problem = String.valueOf(malformed.getMessage());
        }
        throw new IllegalArgumentException("an event that could not be read again: " + name + ": " + problem);
    }

    /**
     * Makes today's events of the data of a stored one, whatever form it was stored in; none of a correction, which
     * says how others are to be read.
     *
     * @throws IOException if the data is not what the event's record is made of
     * @throws IllegalStateException if an upcaster fails, or does not make what today's records are made of
     */
    List<Recorded.Part> events(StreamId stream, EventName name, JsonSlice data) throws IOException {
        ObjectReader reader = forms.today(name.toString());
        if (reader != null) {
            return List.of(new Recorded.Part(name, present(data.read(within(stream, reader)))));
        }
        return isOfRecount(name.toString()) ? List.of() : upcast(stream, name, data.text());
    }

    /**
     * Makes today's events of one that a correction gives.
     *
     * @throws IOException if the data is not what the event's record is made of
     * @throws IllegalStateException if no event of today is made of it
     */
    public List<Recorded.Part> events(StreamId stream, CorrectedEvent event) throws IOException {
        var name = new EventName(type.name(), event.event(), event.revision());
        ObjectReader reader = forms.today(name.toString());
        if (reader != null) {
            return List.of(
                    new Recorded.Part(name, present(within(stream, reader).readValue(event.data()))));
        } else if (!forms.isOld(name.toString())) {
            throw new IllegalStateException("no event of today and no upcaster reads " + name);
        }
        return upcast(stream, name, event.data());
    }

    private ObjectReader within(StreamId stream, ObjectReader reader) {
        return isPersonal ? reader.withAttribute(PersonalModule.HOME, Subject.of(stream)) : reader;
    }

    private List<Recorded.Part> upcast(StreamId stream, EventName name, String data) throws IOException {
        return forms.upcast(name.toString(), data, reader -> within(stream, reader)).stream()
                .map(part -> new Recorded.Part(name.as(part.form()), part.event()))
                .toList();
    }

    /**
     * Makes today's events of the data of one of an earlier form, each with its own data as JSON.
     *
     * @throws IOException if the data is no JSON object
     * @throws IllegalStateException if an upcaster fails, or does not make what today's records are made of
     */
    List<EventDocument> documents(EventName name, String data, EventHeader header) throws IOException {
        return forms.upcast(name.toString(), data, UnaryOperator.identity()).stream()
                .map(part -> new EventDocument(name.as(part.form()), part.data(), header))
                .toList();
    }

    /**
     * Returns an event as it is told: with a mark on what is personal today, and was not when it was stored.
     *
     * @throws IOException if it is a correction, and cannot be read
     */
    EventDocument told(StreamId stream, EventDocument event) throws IOException {
        String name = event.name().toString();
        if (marks.isEmpty() || Moved.isStoredAs(name)) {
            return event;
        }
        String data = Correction.isReserved(name)
                ? toldCorrection(stream, event.data())
                : marks.get()
                        .marked(
                                stream,
                                new EventForm(event.name().event(), event.name().revision()),
                                event.data());
        return data.equals(event.data()) ? event : new EventDocument(event.name(), data, event.header());
    }

    /**
     * Returns the data of a correction as it is told.
     *
     * @throws IOException if it cannot be read
     */
    String toldCorrection(StreamId stream, String data) throws IOException {
        if (marks.isEmpty()) {
            return data;
        }
        Correction stored = CorrectionJson.read(data);
        Correction told = stored.map(event -> new CorrectedEvent(
                event.event(),
                event.revision(),
                marks.get().marked(stream, new EventForm(event.event(), event.revision()), event.data())));
        return told.equals(stored) ? data : CorrectionJson.write(told);
    }

    /**
     * Returns an event of today's form as a correction gives it.
     *
     * @throws MalformedException if there is no such event, or it cannot be read; says why
     */
    public CorrectedEvent given(String event, String data) {
        return encoded(readToday(event, data).getFirst());
    }

    /**
     * Reads the data alone of an event as today's events, as a sample for a test: a field that is not one of the
     * event's is refused, as an upcaster may have forgotten it.
     *
     * @param event the name under which it is stored
     * @param revision the revision in which it is stored
     * @throws MalformedException if it cannot be read; says why
     */
    public List<E> readData(String event, int revision, String data) {
        try {
            return samples.read(new EventName(type.name(), event, revision).toString(), data).stream()
                    .map(type.events().base()::cast)
                    .toList();
        } catch (IOException malformed) {
            throw JsonProblems.explain(malformed);
        } catch (IllegalStateException failed) {
            throw new MalformedException("", String.valueOf(failed.getMessage()));
        }
    }

    /**
     * Reads the data alone of an event of today's form; a field that is not one of the event's is refused.
     *
     * @throws MalformedException if there is no such event, or it cannot be read; says why
     */
    public List<E> readToday(String event, String data) {
        return readData(event, revision(event), data);
    }

    /**
     * Reads the data of an event of today's form that another part of the server tells for a stream.
     *
     * @throws MalformedException if there is no such event, or it cannot be read; says why
     */
    public List<E> readTold(StreamId stream, String event, String data) {
        ObjectReader reader = told.today(new EventName(type.name(), event, revision(event)).toString());
        try {
            return List.of(type.events()
                    .base()
                    .cast(present(within(stream, Objects.requireNonNull(reader)).readValue(data))));
        } catch (IOException malformed) {
            throw JsonProblems.explain(malformed);
        }
    }

    private int revision(String event) {
        if (!type.events().byName().containsKey(event)) {
            throw new MalformedException("", type.name() + " has no event " + event);
        }
        return forms.revision(event);
    }

    /** Tells whether events stored under a name are today's, or can be made into today's. */
    boolean canRead(String storedName) {
        return forms.today(storedName) != null
                || forms.isOld(storedName)
                || (Correction.isReserved(storedName)
                        && storedName.startsWith(type.name() + ".")
                        && storedName.endsWith("/" + Correction.REVISION))
                || Moved.storedName(type.name()).equals(storedName);
    }

    static boolean isOfRecount(String storedName) {
        return Correction.isReserved(storedName) || Moved.isStoredAs(storedName);
    }

    /** Returns what tells which fields of events of before are personal. */
    ClearForms clearForms() {
        return new ClearForms(
                type.upcasters(), form -> Optional.ofNullable(forms.today(type.name() + "." + form)), mapper.writer());
    }

    /** Tells whether events stored under a name are of an earlier form, of which today's have to be made. */
    boolean isOld(String storedName) {
        return forms.isOld(storedName);
    }

    /**
     * Returns a short text that changes whenever events of earlier forms are read in another way; empty if there are
     * none. It says which forms are read and what becomes of them, not how.
     */
    public String evolutionFingerprint() {
        return evolutionFingerprint;
    }

    private static Object present(@Nullable Object data) throws IOException {
        if (data == null) {
            throw new IOException("the event has no data");
        }
        return data;
    }
}
