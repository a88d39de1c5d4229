package dev.recount.decision;

import dev.recount.journal.HashChain;
import dev.recount.model.StreamId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;

/**
 * A rejection as it is stored, with nothing of it opened: whoever holds it against its hash later finds the same.
 *
 * @param number its number among those of its journal, in the order in which they were recorded
 * @param recorded when it was recorded
 * @param content the rest of its row, in the form that RFC 8785 gives to JSON
 */
public record StoredRejection(long number, StreamId stream, Instant recorded, String content) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT);

    /** Returns the text of a time, to the microsecond, as databases keep it. */
    public static String text(Instant time) {
        return TIME.format(time.atOffset(ZoneOffset.UTC));
    }

    /** Returns the SHA-256 over its content, in base64. */
    public String hash() {
        return Base64.getEncoder().encodeToString(HashChain.sha256().digest(bytes()));
    }

    /** Returns the bytes of its content. */
    public byte[] bytes() {
        return content.getBytes(StandardCharsets.UTF_8);
    }
}
