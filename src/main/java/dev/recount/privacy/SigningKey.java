package dev.recount.privacy;

import com.google.crypto.tink.subtle.Ed25519Sign;
import com.google.crypto.tink.subtle.Hkdf;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/** A key that signs, by Ed25519 (RFC 8032): the same bytes have the same signature. */
public final class SigningKey {

    private static final int BYTES = 32;

    private final Ed25519Sign signing;
    private final byte[] publicKey;

    private SigningKey(Ed25519Sign signing, byte[] publicKey) {
        this.signing = signing;
        this.publicKey = publicKey;
    }

    /** Makes one of bytes that nobody else knows. */
    static SigningKey of(byte[] secret) {
        try {
            return ofSeed(Hkdf.computeHkdf(
                    "HmacSha256",
                    secret,
                    new byte[0],
                    "recount certificate 1".getBytes(StandardCharsets.UTF_8),
                    BYTES));
        } catch (GeneralSecurityException unsupported) {
            throw new IllegalStateException("this Java has no HMAC-SHA-256", unsupported);
        }
    }

    /** Makes the one of a seed, which is the private key of RFC 8032, 32 bytes that nobody else knows. */
    public static SigningKey ofSeed(byte[] seed) {
        try {
            var pair = Ed25519Sign.KeyPair.newKeyPairFromSeed(seed);
            return new SigningKey(new Ed25519Sign(pair.getPrivateKey()), pair.getPublicKey());
        } catch (GeneralSecurityException unsupported) {
            throw new IllegalStateException("this Java has no SHA-512", unsupported);
        }
    }

    /** Returns the key by which everybody can check what this one has signed, 32 bytes long. */
    public byte[] publicKey() {
        return publicKey.clone();
    }

    /** Returns the signature of bytes, 64 bytes long. */
    public byte[] sign(byte[] data) {
        try {
            return signing.sign(data);
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException("bytes could not be signed", refused);
        }
    }
}
