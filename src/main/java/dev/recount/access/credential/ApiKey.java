package dev.recount.access.credential;

import dev.recount.journal.HashChain;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * An API key: 256 random bits, of which the server keeps a hash. As nobody can guess it, a plain hash does.
 *
 * @param text the key, as the caller shows it
 */
public record ApiKey(String text) {

    /** The beginning of each key, by which it is told from other tokens, also by those who look for leaked ones. */
    public static final String PREFIX = "recount_key_";

    /** The beginning of the hash that is kept of one. */
    static final String HASH = "sha256:";

    private static final int BYTES = 32;

    /** Makes a new one. */
    public static ApiKey make() {
        var secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        return new ApiKey(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /** Returns the hash that is kept of it. */
    public String hash() {
        return HASH + HexFormat.of().formatHex(HashChain.sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** A secret is for nobody to read. */
    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
