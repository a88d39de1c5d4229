package dev.recount.seal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A key of Ed25519 that checks lines of signatures below notes, as {@code signed-note} of the C2SP project writes it
 * (https://c2sp.org/signed-note).
 */
public final class VerifierKey {

    private static final int ID_BYTES = 4;
    private static final int KEY_BYTES = 32;

    /** The bytes before the 32 of a public key of Ed25519 (RFC 8410). */
    private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final Pattern FORM =
            Pattern.compile("([^\\s+\\p{Cntrl}]{1,200})\\+([0-9a-f]{8})\\+([A-Za-z0-9+/]{44})");

    private final String name;
    private final byte[] id;
    private final byte[] publicKey;
    private final PublicKey key;

    private VerifierKey(String name, byte[] id, byte[] publicKey) {
        this.name = name;
        this.id = id;
        this.publicKey = publicKey;
        this.key = key(publicKey);
    }

    /**
     * Reads a key of who signs notes.
     *
     * @param text its name, its id and the key itself, with a plus between them
     * @throws IllegalArgumentException if it is none; the message says what it must be
     */
    public static VerifierKey parse(String text) {
        return parse(text, SignedNote.ED25519);
    }

    /**
     * Reads a key.
     *
     * @param text its name, its id and the key itself, with a plus between them
     * @param type the type of its signatures
     * @throws IllegalArgumentException if it is none of this type; the message says what it must be
     */
    public static VerifierKey parse(String text, byte type) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException("must be a verifier key: a name, eight hexadecimal digits, and 33 bytes"
                    + " in base64, with + between them");
        }
        byte[] typed = Base64.getDecoder().decode(form.group(3));
        if (typed.length != 1 + KEY_BYTES || typed[0] != type) {
            throw new IllegalArgumentException(
                    "must be a verifier key by Ed25519 of the type " + type + ", and is one of another type");
        }
        byte[] publicKey = Arrays.copyOfRange(typed, 1, typed.length);
        byte[] id = SignedNote.keyId(form.group(1), type, publicKey);
        if (!HexFormat.of().formatHex(id).equals(form.group(2))) {
            throw new IllegalArgumentException(
                    "must be a verifier key whose id is that of its name and key: a character of it is wrong");
        }
        return new VerifierKey(form.group(1), id, publicKey);
    }

    private static PublicKey key(byte[] publicKey) {
        byte[] encoded = Arrays.copyOf(PREFIX, PREFIX.length + KEY_BYTES);
        System.arraycopy(publicKey, 0, encoded, PREFIX.length, KEY_BYTES);
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException unusable) {
            throw new IllegalArgumentException("must be a verifier key of Ed25519", unusable);
        }
    }

    /** Returns the name of who signs. */
    public String name() {
        return name;
    }

    /** Tells whether one of the signatures of a note is by this key. */
    public boolean hasSigned(String note) {
        String text = SignedNote.text(note);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return signatures(note.substring(text.length()), signature -> isSignature(signature, bytes))
                .findFirst()
                .isPresent();
    }

    /**
     * Returns the lines that are signatures by this key.
     *
     * @param check tells whether what follows the key's id in a line holds
     */
    public Stream<String> signatures(String lines, Predicate<byte[]> check) {
        String before = "\u2014 " + name + ' ';
        return lines.lines().filter(line -> line.startsWith(before)).filter(line -> {
            try {
                byte[] signed = Base64.getDecoder().decode(line.substring(before.length()));
                return signed.length > ID_BYTES
                        && Arrays.equals(Arrays.copyOf(signed, ID_BYTES), id)
                        && check.test(Arrays.copyOfRange(signed, ID_BYTES, signed.length));
            } catch (IllegalArgumentException notBase64) {
                return false;
            }
        });
    }

    /** Tells whether a signature of some bytes is by this key. */
    public boolean isSignature(byte[] signature, byte[] bytes) {
        try {
            Signature verification = Signature.getInstance("Ed25519");
            verification.initVerify(key);
            verification.update(bytes);
            return verification.verify(signature);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    /** The same key is of the same signer, whatever that is called. */
    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey another && Arrays.equals(publicKey, another.publicKey);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(publicKey);
    }

    @Override
    public String toString() {
        return name;
    }
}
