package dev.recount.journal;

import java.nio.charset.StandardCharsets;

/** Short texts that tell long ones apart. */
public final class Fingerprint {

    /** The length of each. */
    public static final int LENGTH = 12;

    private Fingerprint() {}

    /**
     * Returns a text of 12 characters that differs where the text does, but by a chance that is next to none; not made
     * to resist forgery.
     */
    public static String of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the same of a text in UTF-8. */
    public static String of(byte[] text) {
        return HashChain.encode(HashChain.sha256().digest(text)).substring(0, LENGTH);
    }
}
