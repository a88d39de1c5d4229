package dev.recount.journal.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.recount.json.JsonProblems;
import dev.recount.json.MalformedException;
import java.io.IOException;

/** The domain's values as JSON, with failures in the words of the one who wrote them. */
final class ValueJson {

    private ValueJson() {}

    /**
     * Reads a value.
     *
     * @throws MalformedException if it is not as it should be
     */
    static Object read(ObjectReader reader, byte[] json) {
        try {
            return reader.readValue(json);
        } catch (IOException malformed) {
            throw JsonProblems.explain(malformed);
        }
    }

    /**
     * Writes a value.
     *
     * @throws IllegalArgumentException if it cannot be written
     */
    static byte[] write(ObjectWriter writer, Object value) {
        try {
            return writer.writeValueAsBytes(value);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalArgumentException(value.getClass().getName() + " cannot be written as JSON", unwritable);
        }
    }
}
