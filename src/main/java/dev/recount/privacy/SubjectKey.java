package dev.recount.privacy;

import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Hkdf;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of one subject. Two keys are derived from it, one to seal by and one for codes, so that each is used for one
 * thing only. It can be used by several threads at a time, and tells nothing of itself.
 */
public final class SubjectKey {

    /** The length of a key. */
    public static final int BYTES = 32;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String DERIVATION = "HmacSha256";
    private static final String MAC = "HmacSHA256";

    private final AesGcmJce sealing;
    private final SecretKeySpec authenticating;

    private SubjectKey(byte[] bytes) {
        try {
            this.sealing = new AesGcmJce(derived(bytes, "recount seal 1"));
            this.authenticating = new SecretKeySpec(derived(bytes, "recount mac 1"), MAC);
        } catch (GeneralSecurityException unsupported) {
            throw new IllegalStateException("this Java has no AES-GCM or no HMAC-SHA-256", unsupported);
        }
    }

    private static byte[] derived(byte[] bytes, String label) throws GeneralSecurityException {
        return Hkdf.computeHkdf(DERIVATION, bytes, new byte[0], label.getBytes(StandardCharsets.UTF_8), BYTES);
    }

    /**
     * Returns the key of these bytes.
     *
     * @throws IllegalArgumentException if they are not {@value #BYTES}
     */
    public static SubjectKey of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a key has " + BYTES + " bytes, not " + bytes.length);
        }
        return new SubjectKey(bytes);
    }

    /** Draws the bytes of a new key. */
    static byte[] draw() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /**
     * Seals bytes, each time to others.
     *
     * @param context says what they are and where they belong; they open in the same context alone
     */
    public byte[] seal(byte[] plain, byte[] context) {
        try {
            return sealing.encrypt(plain, context);
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException("bytes could not be sealed", refused);
        }
    }

    /** Opens sealed bytes; empty where they were not sealed by this key in this context, or have been changed since. */
    public Optional<byte[]> open(byte[] sealed, byte[] context) {
        try {
            return Optional.of(sealing.decrypt(sealed, context));
        } catch (GeneralSecurityException otherwise) {
            return Optional.empty();
        }
    }

    /**
     * Returns the code of bytes, 32 bytes long: the same for the same bytes, and found out by nobody without the key,
     * not even by trying all that the bytes could be.
     */
    public byte[] mac(byte[] data) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(authenticating);
            return mac.doFinal(data);
        } catch (GeneralSecurityException unsupported) {
            throw new IllegalStateException("this Java has no HMAC-SHA-256", unsupported);
        }
    }

    @Override
    public String toString() {
        return "a subject's key";
    }
}
