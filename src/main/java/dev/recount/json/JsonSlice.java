package dev.recount.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A value within a larger JSON document, as it is written there, so that no number in it passes through another form.
 */
public final class JsonSlice {

    private final byte[] document;
    private final int from;
    private final int to;

    /**
     * Takes a value.
     *
     * @param document the document, which must not be changed
     * @param from the index at which the value begins
     * @param to the index after its end
     */
    private JsonSlice(byte[] document, int from, int to) {
        this.document = document;
        this.from = from;
        this.to = to;
    }

    /**
     * Returns the value that a parser stands at, and moves the parser to its end.
     *
     * @param document the document that the parser reads, which must not be changed
     * @throws IOException if the rest of the value is not JSON
     */
    public static JsonSlice at(JsonParser parser, byte[] document) throws IOException {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        parser.finishToken();
        return new JsonSlice(document, from, (int) parser.currentLocation().getByteOffset());
    }

    /** Returns the value as it is written. */
    public String text() {
        return new String(document, from, to - from, StandardCharsets.UTF_8).strip();
    }

    /**
     * Returns what a reader makes of the value; null of null.
     *
     * @throws IOException if it makes nothing of it
     */
    public @Nullable Object read(ObjectReader reader) throws IOException {
        return reader.readValue(document, from, to - from);
    }
}
