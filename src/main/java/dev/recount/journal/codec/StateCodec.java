package dev.recount.journal.codec;

import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recount.journal.Fingerprint;
import dev.recount.json.MalformedException;
import dev.recount.json.shape.TypeShape;
import dev.recount.model.type.StreamType;
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

    StateCodec(StreamType<S, ?, ?> type, JsonMapper mapper) {
        this.type = type.state();
        this.writer = mapper.writerFor(type.state());
        this.reader = mapper.readerFor(type.state());
        this.fingerprint = Fingerprint.of(TypeShape.of(type.state()));
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

    /** Returns a short text that changes whenever the classes of states do. */
    public String fingerprint() {
        return fingerprint;
    }
}
