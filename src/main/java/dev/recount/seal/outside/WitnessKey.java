package dev.recount.seal.outside;

import dev.recount.seal.VerifierKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The key of a witness, which checks its cosignatures as {@code tlog-cosignature} of the C2SP project has them
 * (https://c2sp.org/tlog-cosignature), of the version {@code cosignature/v1}.
 */
public record WitnessKey(VerifierKey key) {

    private static final byte COSIGNATURE_V1 = 4;

    /**
     * Reads a verifier key as witnesses publish theirs: {@code name+id+key}.
     *
     * @throws IllegalArgumentException if it is none of a witness; the message says what it must be
     */
    public static WitnessKey parse(String text) {
        return new WitnessKey(VerifierKey.parse(text, COSIGNATURE_V1));
    }

    /** Returns the name of the witness. */
    public String name() {
        return key.name();
    }

    /** Returns the first of some lines that is a valid cosignature of a text by this witness, with its end. */
    Optional<String> cosignature(String lines, String text) {
        return key.signatures(lines, signed -> isCosignature(signed, text))
                .map(line -> line + '\n')
                .findFirst();
    }

    /** A time in seconds stands before the signature, and is signed with the text. */
    private boolean isCosignature(byte[] signed, String text) {
        if (signed.length < Long.BYTES) {
            return false;
        }
        long seconds = ByteBuffer.wrap(signed).getLong();
        byte[] message = ("cosignature/v1\ntime " + seconds + '\n' + text).getBytes(StandardCharsets.UTF_8);
        return seconds >= 0 && key.isSignature(Arrays.copyOfRange(signed, Long.BYTES, signed.length), message);
    }

    @Override
    public String toString() {
        return name();
    }
}
