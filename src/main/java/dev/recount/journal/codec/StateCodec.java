package dev.recount.journal.codec;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recount.database.sql.DatabaseException;
import dev.recount.journal.CommandRecord;
import dev.recount.journal.EventHeader;
import dev.recount.journal.EventName;
import dev.recount.journal.Fingerprint;
import dev.recount.journal.JournalEntry;
import dev.recount.journal.Recorded;
import dev.recount.journal.StoredEvent;
import dev.recount.json.MalformedException;
import dev.recount.json.personal.PersonalModule;
import dev.recount.json.shape.TypeShape;
import dev.recount.model.Metadata;
import dev.recount.model.Principal;
import dev.recount.model.StreamId;
import dev.recount.model.evolution.EventData;
import dev.recount.model.evolution.EventForm;
import dev.recount.model.evolution.Upcasters;
import dev.recount.model.personal.Subject;
import dev.recount.model.type.StreamType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The form in which states of one stream type are told and saved.
 *
 * @param <S> the states
 */
public final class StateCodec<S> {

    private final Class<S> type;
    private final ObjectWriter writer;
    private final ObjectReader reader;
    private final String fingerprint;
    private final String streamType;
    private final boolean isAlone;
    private final Upcasters upcasters;
    private final int revision;
    private final boolean isPersonal;
    private final PersonalSeals seals;

    StateCodec(StreamType<S, ?, ?> type, JsonMapper mapper, boolean isPersonal, PersonalSeals seals) {
        this.isPersonal = isPersonal;
        this.seals = seals;
        this.type = type.state();
        JavaType whole = mapper.constructType(type.stateType());
        this.writer = mapper.writerFor(whole);
        this.reader = mapper.readerFor(whole);
        this.streamType = type.name();
        this.isAlone = type.keepsStateAlone();
        this.upcasters = type.stateUpcasters();
        this.revision = upcasters.revision(StreamType.STATE);
        this.fingerprint = Fingerprint.of(TypeShape.of(type.stateType()));
    }

    /** Returns a state as JSON. */
    public String write(S state) {
        return new String(ValueJson.write(writer, state), StandardCharsets.UTF_8);
    }

    /**
     * Reads a state.
     *
     * @throws MalformedException if it is not one of today's
     */
    public S read(String json) {
        return type.cast(ValueJson.read(reader, json.getBytes(StandardCharsets.UTF_8)));
    }

    /** Returns a state as it is saved, its personal data sealed. Blocks where keys of it are not in memory. */
    public String writeSealed(StreamId stream, long version, S state) {
        byte[] json = ValueJson.write(writer, state);
        return new String(
                seals.sealing()
                        .map(seal -> seal.sealWhatIsLeft(SealPlace.state(stream, version), json))
                        .orElse(json),
                StandardCharsets.UTF_8);
    }

    /** Tells whether a stored name is that of a state of which nothing else is kept, and of no event. */
    boolean isStoredAs(String name) {
        return isAlone && name.startsWith(streamType + "." + StreamType.STATE + "/");
    }

    /** Returns the revision in which states are stored today where nothing else is kept. */
    public int revision() {
        return revision;
    }

    /** Returns the name under which states are stored today where nothing else is kept, as type.State/revision. */
    public String storedName() {
        return streamType + "." + StreamType.STATE + "/" + revision;
    }

    /**
     * Reads a state that was saved. Blocks where it has personal data, and keys are not in memory.
     *
     * @throws MalformedException if it is not one of today's
     */
    public S readSealed(StreamId stream, long version, String json) {
        return readSealed(stream, version, revision, json);
    }

    /**
     * Reads a state that was saved in a revision of today or of before. Blocks where it has personal data, and keys are
     * not in memory.
     *
     * @throws MalformedException if it cannot be made one of today's
     */
    public S readSealed(StreamId stream, long version, int savedRevision, String json) {
        try {
            String opened = seals.opening().isPresent()
                    ? seals.opening().get().open(SealPlace.state(stream, version), json)
                    : json;
            return type.cast(ValueJson.read(
                    isPersonal ? reader.withAttribute(PersonalModule.HOME, Subject.of(stream)) : reader,
                    ofToday(savedRevision, opened).getBytes(StandardCharsets.UTF_8)));
        } catch (IOException | IllegalStateException unreadable) {
            throw new MalformedException("", String.valueOf(unreadable.getMessage()));
        }
    }

    /** Reads the state of a stream of which nothing else is kept, for who follows states as others follow events. */
    Recorded recorded(JournalEntry entry) {
        StoredEvent stored = entry.stored();
        try {
            SavedText saved = SavedText.read(stored.payload());
            EventName name = EventName.parse(stored.manifest());
            S state = readSealed(entry.stream(), entry.version(), name.revision(), saved.state());
            Instant time = saved.time();
            var metadata = new Metadata(time, time, Principal.ANONYMOUS, "", Optional.empty());
            return new Recorded.RecordedEvent(
                    List.of(new Recorded.Part(name, state)),
                    new EventHeader(metadata, new CommandRecord("", Optional.empty()), ""),
                    stored);
        } catch (DatabaseException keysAway) {
            throw keysAway;
        } catch (IOException | RuntimeException unreadable) {
            return new Recorded.Unreadable(
                    stored, "the state " + stored.manifest() + " cannot be read: " + unreadable.getMessage());
        }
    }

    private String ofToday(int savedRevision, String json) throws IOException {
        if (savedRevision == revision) {
            return json;
        }
        var form = new EventForm(StreamType.STATE, savedRevision);
        if (!upcasters.forms().contains(form)) {
            throw new IOException("no upcaster reads " + streamType + "." + form + "; today's is " + storedName());
        }
        return FieldsJson.write(upcasters
                .upcastState(new EventData(form, FieldsJson.read(json)))
                .fields());
    }

    /** Returns a short text that changes whenever the classes of states do. */
    public String fingerprint() {
        return fingerprint;
    }
}
