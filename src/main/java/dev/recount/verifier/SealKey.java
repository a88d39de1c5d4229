package dev.recount.verifier;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A key that checks signatures of notes, as {@code signed-note} of the C2SP project writes it: of the log, or of a
 * witness, whose cosignatures {@code tlog-cosignature} defines.
 */
final class SealKey {

    /** The bytes before the 32 of a public key of Ed25519 (RFC 8410). */
    private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final int KEY_BYTES = 33;
    private static final int ID_BYTES = 4;
    private static final int SIGNATURE_BYTES = 64;
    private static final byte ED25519 = 1;
    private static final byte COSIGNATURE = 4;

    private final String name;
    private final byte type;
    private final byte[] id;
    private final PublicKey key;

    private SealKey(String name, byte type, byte[] id, PublicKey key) {
        this.name = name;
        this.type = type;
        this.id = id;
        this.key = key;
    }

    /**
     * Reads the {@code name+id+key} of a log.
     *
     * @throws IllegalArgumentException if it is none
     */
    static SealKey parse(String text) {
        return parse(text, ED25519, "no verifier key of Ed25519: ");
    }

    /**
     * Reads the {@code name+id+key} of a witness.
     *
     * @throws IllegalArgumentException if it is none
     */
    static SealKey parseWitness(String text) {
        return parse(text, COSIGNATURE, "no verifier key of a witness, for cosignatures by Ed25519: ");
    }

    private static SealKey parse(String text, byte type, String otherwise) {
        String[] parts = text.strip().split("\\+", 3);
        byte[] typed = Base64.getDecoder().decode(parts.length == 3 ? parts[2] : "");
        byte[] id = Digest.of((parts[0] + '\n').getBytes(StandardCharsets.UTF_8), typed)
                .first(ID_BYTES);
        if (typed.length != KEY_BYTES
                || typed[0] != type
                || !HexFormat.of().formatHex(id).equals(parts[1])) {
            throw new IllegalArgumentException(otherwise + text);
        }
        return new SealKey(parts[0], type, id, publicKey(typed));
    }

    private static PublicKey publicKey(byte[] typed) {
        byte[] encoded = Arrays.copyOf(PREFIX, PREFIX.length + KEY_BYTES - 1);
        System.arraycopy(typed, 1, encoded, PREFIX.length, KEY_BYTES - 1);
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException malformed) {
            throw new IllegalArgumentException("no public key of Ed25519: " + malformed.getMessage(), malformed);
        }
    }

    String name() {
        return name;
    }

    /** Tells whether a line below a text is a valid signature of it by this key. */
    boolean isSignature(String line, String text) {
        String before = "\u2014 " + name + ' ';
        if (!line.startsWith(before)) {
            return false;
        }
        try {
            byte[] signed = Base64.getDecoder().decode(line.substring(before.length()));
            int head = ID_BYTES + (type == COSIGNATURE ? Long.BYTES : 0);
            if (signed.length != head + SIGNATURE_BYTES || !Arrays.equals(Arrays.copyOf(signed, ID_BYTES), id)) {
                return false;
            }
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(key);
            signature.update((before(signed) + text).getBytes(StandardCharsets.UTF_8));
            return signature.verify(signed, head, SIGNATURE_BYTES);
        } catch (IllegalArgumentException | GeneralSecurityException malformed) {
            return false;
        }
    }

    /** Returns what is signed before the text: a witness says when it has signed. */
    private String before(byte[] signed) {
        return type == COSIGNATURE
                ? "cosignature/v1\ntime "
                        + Long.toUnsignedString(ByteBuffer.wrap(signed).getLong(ID_BYTES)) + '\n'
                : "";
    }

    /** The same key is of the same signer, whatever that is called. */
    @Override
    public boolean equals(Object other) {
        return other instanceof SealKey another && key.equals(another.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
