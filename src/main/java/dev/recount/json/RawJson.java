package dev.recount.json;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Takes parts of JSON as they were written, so that no number in them passes through another form. */
public final class RawJson {

    private RawJson() {}

    /**
     * Returns the text of the value that the parser stands at, and moves to the value's end.
     *
     * @param source the bytes that the parser reads
     * @throws IOException if the rest of the value is not JSON
     */
    public static String text(JsonParser parser, byte[] source) throws IOException {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        parser.finishToken();
        int to = (int) parser.currentLocation().getByteOffset();
        return new String(source, from, to - from, StandardCharsets.UTF_8).strip();
    }
}
