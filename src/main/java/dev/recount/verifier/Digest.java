package dev.recount.verifier;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** A hash of SHA-256. */
final class Digest {

    private static final int LENGTH = 32;

    private final byte[] bytes;

    Digest(byte[] bytes) {
        this.bytes = bytes;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException unsupported) {
            throw new IllegalStateException(unsupported);
        }
    }

    static Digest of(byte[]... parts) {
        MessageDigest digest = sha256();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return new Digest(digest.digest());
    }

    /** Returns the hash of a leaf (RFC 9162, section 2.1.1). */
    static Digest leaf(byte[] data) {
        return of(new byte[] {0}, data);
    }

    /** Returns the hash above two others (RFC 9162, section 2.1.1). */
    static Digest node(Digest left, Digest right) {
        return of(new byte[] {1}, left.bytes, right.bytes);
    }

    static Digest parse(String base64) throws VerificationException {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            if (bytes.length == LENGTH) {
                return new Digest(bytes);
            }
        } catch (IllegalArgumentException malformed) {
            // told below
        }
        throw new VerificationException("no hash: " + base64);
    }

    /** Returns the hashes that stand one after another. */
    static Digest[] all(byte[] bytes) {
        var all = new Digest[bytes.length / LENGTH];
        for (int i = 0; i < all.length; i++) {
            all[i] = new Digest(Arrays.copyOfRange(bytes, i * LENGTH, (i + 1) * LENGTH));
        }
        return all;
    }

    byte[] first(int length) {
        return Arrays.copyOf(bytes, length);
    }

    String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Digest digest && MessageDigest.isEqual(bytes, digest.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return base64();
    }
}
