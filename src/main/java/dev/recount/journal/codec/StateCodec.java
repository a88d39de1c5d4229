package dev.recount.journal.codec;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recount.journal.Fingerprint;
import dev.recount.json.MalformedException;
import dev.recount.json.personal.PersonalModule;
import dev.recount.json.shape.TypeShape;
import dev.recount.model.StreamId;
import dev.recount.model.personal.Subject;
import dev.recount.model.type.StreamType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

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
    private final boolean isPersonal;
    private final PersonalSeals seals;

    StateCodec(StreamType<S, ?, ?> type, JsonMapper mapper, boolean isPersonal, PersonalSeals seals) {
        this.isPersonal = isPersonal;
        this.seals = seals;
        this.type = type.state();
        JavaType whole = mapper.constructType(type.stateType());
        this.writer = mapper.writerFor(whole);
        this.reader = mapper.readerFor(whole);
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

    /**
     * Reads a state that was saved. Blocks where it has personal data, and keys are not in memory.
     *
     * @throws MalformedException if it is not one of today's
     */
    public S readSealed(StreamId stream, long version, String json) {
        try {
            String opened = seals.opening().isPresent()
                    ? seals.opening().get().open(SealPlace.state(stream, version), json)
                    : json;
            return type.cast(ValueJson.read(
                    isPersonal ? reader.withAttribute(PersonalModule.HOME, Subject.of(stream)) : reader,
                    opened.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException notOpened) {
            throw new MalformedException("", String.valueOf(notOpened.getMessage()));
        }
    }

    /** Returns a short text that changes whenever the classes of states do. */
    public String fingerprint() {
        return fingerprint;
    }
}
