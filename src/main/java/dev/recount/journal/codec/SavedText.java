package dev.recount.journal.codec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.journal.Fingerprint;
import dev.recount.json.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A saved state of a stream as text, three lines: a digest of what follows, then as JSON what the stream has to know of
 * itself, and the aggregate's state.
 *
 * @param header the second line
 * @param state the third
 */
public record SavedText(String header, String state) {

    /** Returns its bytes. */
    public byte[] write() {
        byte[] text = (header + "\n" + state).getBytes(StandardCharsets.UTF_8);
        byte[] firstLine = (Fingerprint.of(text) + "\n").getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(firstLine.length + text.length)
                .put(firstLine)
                .put(text)
                .array();
    }

    /**
     * Reads it.
     *
     * @throws IOException if the bytes are no saved state, or not those that were saved
     */
    public static SavedText read(byte[] bytes) throws IOException {
        String saved = new String(bytes, StandardCharsets.UTF_8);
        int first = saved.indexOf('\n');
        String text = saved.substring(first + 1);
        if (first < 0 || !Fingerprint.of(text).equals(saved.substring(0, first))) {
            throw new IOException("it is not as it was saved");
        }
        int second = text.indexOf('\n');
        if (second < 0) {
            throw new IOException("not a saved state");
        }
        return new SavedText(text.substring(0, second), text.substring(second + 1));
    }

    /**
     * Returns when the last event happened that led to the state.
     *
     * @throws IOException if that is not told
     */
    Instant time() throws IOException {
        JsonNode time = Json.frame().readTree(header).path("time");
        if (!time.isTextual()) {
            throw new IOException("it does not tell when it was");
        }
        return Instant.parse(time.textValue());
    }
}
