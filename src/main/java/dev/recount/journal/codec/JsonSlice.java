package dev.recount.journal.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A value within a larger JSON document, as it is written there.
 *
 * @param bytes the document, which nobody changes
 * @param from the index at which the value begins
 * @param to the index after its end
 */
record JsonSlice(byte[] bytes, int from, int to) {

    /**
     * Returns the value that a parser stands at, and moves the parser to its end.
     *
     * @param bytes the document that the parser reads
     * @throws IOException if the rest of the value is not JSON
     */
    static JsonSlice at(JsonParser parser, byte[] bytes) throws IOException {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        parser.finishToken();
        return new JsonSlice(bytes, from, (int) parser.currentLocation().getByteOffset());
    }

    /** Returns the value as it is written. */
    String text() {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8).strip();
    }

    /**
     * Returns what a reader makes of the value.
     *
     * @throws IOException if it makes nothing of it
     */
    Object read(ObjectReader reader) throws IOException {
        Object value = reader.readValue(bytes, from, to - from);
        if (value == null) {
            throw new IOException("the event has no data");
        }
        return value;
    }
}
