package dev.recount.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recount.journal.evolution.EventReaders;
import dev.recount.json.Json;
import dev.recount.json.JsonProblems;
import dev.recount.json.JsonTypes;
import dev.recount.json.MalformedException;
import dev.recount.json.SealedTypes;
import dev.recount.json.TypeShape;
import dev.recount.model.Cases;
import dev.recount.model.StreamType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads the commands, events and states of one stream type; the one place that knows how they look.
 *
 * @param <S> the state
 * @param <C> the commands
 * @param <E> the events
 */
public final class StreamCodec<S, C, E> {

    private final StreamType<S, C, E> type;
    private final JsonMapper mapper;
    private final EventJson eventJson;
    private final ObjectWriter stateWriter;
    private final ObjectReader stateReader;
    private final String stateFingerprint;
    private final Map<String, ObjectReader> commandReaders;
    private final EventReaders events;
    private final String evolutionFingerprint;

    /**
     * Makes the codec of a stream type.
     *
     * @throws dev.recount.model.DomainException if one of its types cannot be written as JSON; the message names it
     */
    public StreamCodec(StreamType<S, C, E> type) {
        this.type = type;
        Class<C> commands = type.commands().base();
        Class<E> eventType = type.events().base();
        var names = new SealedTypes(Set.of(commands, eventType), type.state());
        var types = new JsonTypes(names);
        types.require(type.state());
        types.require(commands);
        types.require(eventType);
        this.mapper = Json.mapper(names);
        this.eventJson = new EventJson();
        this.stateWriter = mapper.writerFor(type.state());
        this.stateReader = mapper.readerFor(type.state());
        this.stateFingerprint = Fingerprint.of(TypeShape.of(type.state()));
        this.commandReaders = readers(type.commands(), mapper.reader());
        // An event's data stands within a larger document, which goes on after it.
        this.events = new EventReaders(type, mapper.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS));
        String oldForms = events.describe();
        this.evolutionFingerprint = oldForms.isEmpty() ? "" : Fingerprint.of(oldForms);
    }

    private static Map<String, ObjectReader> readers(Cases<?> cases, ObjectReader reader) {
        Map<String, ObjectReader> readers = new HashMap<>();
        cases.byName().forEach((name, record) -> readers.put(name, reader.forType(record)));
        return Map.copyOf(readers);
    }

    /** Returns the definition that this codec was made for. */
    public StreamType<S, C, E> type() {
        return type;
    }

    /** Tells whether the stream type has a command of this name. */
    public boolean hasCommand(String name) {
        return commandReaders.containsKey(name);
    }

    /**
     * Reads a command that a client or another node sent.
     *
     * @throws MalformedException if the JSON is not such a command; names the field
     * @throws IllegalArgumentException if there is no command of this name
     */
    public C readCommand(String name, byte[] json) {
        ObjectReader reader = commandReaders.get(name);
        if (reader == null) {
            throw new IllegalArgumentException(type.name() + " has no command " + name);
        }
        C command = type.commands().base().cast(read(reader, json));
        if (command == null) {
            throw new MalformedException("", "a JSON object is expected");
        }
        return command;
    }

    private static Object read(ObjectReader reader, byte[] json) {
        try {
            return reader.readValue(json);
        } catch (IOException malformed) {
            throw JsonProblems.explain(malformed);
        }
    }

    /** Writes a command in the one form in which equal commands are equal byte for byte. */
    public EncodedCommand writeCommand(C command) {
        return new EncodedCommand(command.getClass().getSimpleName(), bytes(mapper.writer(), command));
    }

    /**
     * Writes an event as it will be stored.
     *
     * @throws IllegalArgumentException if it could not be read again, as with a null in it
     */
    public Recorded.RecordedEvent writeEvent(E value, EventMetadata metadata) {
        String event = value.getClass().getSimpleName();
        var name = new EventName(type.name(), event, events.revision(event));
        byte[] payload = eventJson.write(mapper.writer(), value, metadata);
        var stored = new StoredEvent(name.toString(), payload);
        requireReadable(stored);
        return new Recorded.RecordedEvent(List.of(new Recorded.Part(name, value)), metadata, stored);
    }

    private void requireReadable(StoredEvent written) {
        ObjectReader reader = Objects.requireNonNull(events.today(written.manifest()), "an event of today");
        String problem;
        try {
            present(eventJson.readBack(written.payload(), reader));
            return;
        } catch (IOException malformed) {
            problem = JsonProblems.explain(malformed).sentence();
        } catch (RuntimeException malformed) {
            problem = String.valueOf(malformed.getMessage());
        }
        throw new IllegalArgumentException(
                "an event that could not be read again: " + written.manifest() + ": " + problem);
    }

    /**
     * Reads a stored event as today's, whatever form it was stored in; what cannot be read is returned as such, so that nothing is
     * dropped on the way.
     */
    public Recorded readEvent(StoredEvent stored) {
        try {
            if (!canRead(stored.manifest())) {
                return new Recorded.Unreadable(stored, "no event " + stored.manifest() + " is known");
            }
            EventName name = EventName.parse(stored.manifest());
            ObjectReader reader = events.today(stored.manifest());
            EventJson.Parts read = eventJson.read(stored.payload(), reader);
            List<Recorded.Part> parts = reader == null
                    ? upcast(name, read).stream()
                            .map(part -> new Recorded.Part(name.as(part.form()), part.event()))
                            .toList()
                    : List.of(new Recorded.Part(name, present(read.data())));
            return new Recorded.RecordedEvent(parts, read.metadata(), stored);
        } catch (IOException malformed) {
            return new Recorded.Unreadable(
                    stored,
                    stored.manifest() + ": " + JsonProblems.explain(malformed).sentence());
        } catch (RuntimeException malformed) {
            return new Recorded.Unreadable(stored, stored.manifest() + ": " + malformed.getMessage());
        }
    }

    /**
     * Reads the data alone of an event as today's events.
     *
     * @param event the name under which it is stored
     * @param revision the revision in which it is stored
     * @throws MalformedException if it cannot be read; says why
     */
    public List<E> readData(String event, int revision, String data) {
        try {
            return events.read(new EventName(type.name(), event, revision).toString(), data).stream()
                    .map(type.events().base()::cast)
                    .toList();
        } catch (IOException malformed) {
            throw JsonProblems.explain(malformed);
        } catch (IllegalStateException failed) {
            throw new MalformedException("", String.valueOf(failed.getMessage()));
        }
    }

    /** Tells whether events stored under a name are today's, or can be made into today's. */
    public boolean canRead(String storedName) {
        return events.today(storedName) != null || events.isOld(storedName);
    }

    /** Tells whether a stored event is of an earlier form, of which today's have to be made. */
    boolean isOld(StoredEvent stored) {
        return events.isOld(stored.manifest());
    }

    private List<EventReaders.Upcasted> upcast(EventName name, EventJson.Parts read) throws IOException {
        return events.upcast(name.toString(), (String) present(read.data()));
    }

    /**
     * Takes an event of an earlier form apart, each of today's events that it is with its data as JSON.
     *
     * @throws MalformedException if it cannot be read as today's
     */
    List<EventDocument> upcast(StoredEvent stored) {
        try {
            EventName name = EventName.parse(stored.manifest());
            EventJson.Parts read = eventJson.read(stored.payload(), null);
            return upcast(name, read).stream()
                    .map(part -> new EventDocument(name.as(part.form()), part.data(), read.metadata()))
                    .toList();
        } catch (IOException | RuntimeException malformed) {
            throw new MalformedException("", stored.manifest() + " cannot be read: " + malformed.getMessage());
        }
    }

    /**
     * Returns a short text that changes whenever events of earlier forms are read in another way; empty if there are none. It says
     * which forms are read and what becomes of them, not how.
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

    /** Writes a state as clients and snapshots see it. */
    public String writeState(S state) {
        return new String(bytes(stateWriter, state), StandardCharsets.UTF_8);
    }

    /** Returns a short text that differs where the state's classes do, in what of them is written as JSON. */
    public String stateFingerprint() {
        return stateFingerprint;
    }

    /**
     * Reads a state that {@link #writeState} wrote.
     *
     * @throws MalformedException if it is not such a state
     */
    public S readState(String json) {
        return type.state().cast(read(stateReader, json.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] bytes(ObjectWriter writer, Object value) {
        try {
            return writer.writeValueAsBytes(value);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalArgumentException(value.getClass().getName() + " cannot be written as JSON", unwritable);
        }
    }
}
