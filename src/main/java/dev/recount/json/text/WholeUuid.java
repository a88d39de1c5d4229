package dev.recount.json.text;

import java.util.UUID;

/** UUIDs as text, in their whole form alone: Java's own reader takes shortened ones too. */
public final class WholeUuid {

    private WholeUuid() {}

    /**
     * Reads a UUID.
     *
     * @throws IllegalArgumentException if it is none, or not written in its whole form
     */
    public static UUID parse(String text) {
        UUID uuid = UUID.fromString(text);
        if (!uuid.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException("shortened");
        }
        return uuid;
    }
}
