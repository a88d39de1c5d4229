package dev.recount.database.sql;

import java.nio.charset.StandardCharsets;

/** Text from elsewhere as every database takes it. */
public final class StorableText {

    private StorableText() {}

    /**
     * Returns the text with a mark in place of what cannot be stored: zeros, which PostgreSQL refuses, and halves of
     * characters.
     */
    public static String of(String text) {
        return new String(text.replace('\0', '\ufffd').getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    /** Returns the storable text, cut where it is longer than so many characters, of which there are at least two. */
    public static String of(String text, int most) {
        if (text.length() <= most) {
            return of(text);
        }
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return of(text.substring(0, end)) + "…";
    }
}
