package dev.recount.seal;

import dev.recount.journal.HashChain;
import dev.recount.privacy.SigningKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The form of a signed text, and of the key that checks it, as {@code signed-note} of the C2SP project defines them
 * (https://c2sp.org/signed-note), with Ed25519.
 */
public final class SignedNote {

    static final byte ED25519 = 1;
    private static final int ID_BYTES = 4;

    private SignedNote() {}

    /**
     * A signer.
     *
     * @param name the name of who signs: neither blanks nor {@code +}
     * @param key the key that signs
     */
    public record Signer(String name, SigningKey key) {

        /** Returns the key that checks the signatures, as verifiers of signed notes take it. */
        public String verifierKey() {
            return name
                    + '+'
                    + HexFormat.of().formatHex(keyId(name, ED25519, key.publicKey()))
                    + '+'
                    + Base64.getEncoder().encodeToString(typed(ED25519, key.publicKey()));
        }

        private String line(String text) {
            byte[] signature = key.sign(text.getBytes(StandardCharsets.UTF_8));
            byte[] signed = ByteBuffer.allocate(ID_BYTES + signature.length)
                    .put(keyId(name, ED25519, key.publicKey()))
                    .put(signature)
                    .array();
            return "\u2014 " + name + ' ' + Base64.getEncoder().encodeToString(signed) + '\n';
        }
    }

    /**
     * Returns a text with its signatures.
     *
     * @param text one or more lines, each with its end
     */
    public static String of(String text, List<Signer> signers) {
        if (!text.endsWith("\n")) {
            throw new IllegalArgumentException("a signed text ends with the end of a line");
        }
        return text + '\n' + signers.stream().map(signer -> signer.line(text)).collect(Collectors.joining());
    }

    /** Returns the text of a note, without its signatures. */
    public static String text(String note) {
        return note.substring(0, note.lastIndexOf("\n\n") + 1);
    }

    /** Tells whether a note is signed by this one. */
    public static boolean isSignedBy(String note, Signer signer) {
        return note.substring(note.lastIndexOf("\n\n") + 1).contains('\n' + signer.line(text(note)));
    }

    /** Returns the names of those who have signed a note, in the order of their signatures, valid or not. */
    public static List<String> signers(String note) {
        return note.substring(note.lastIndexOf("\n\n") + 2)
                .lines()
                .map(line -> line.split(" ", 3))
                .filter(parts -> parts.length == 3)
                .map(parts -> parts[1])
                .toList();
    }

    private static byte[] typed(byte type, byte[] publicKey) {
        return ByteBuffer.allocate(1 + publicKey.length)
                .put(type)
                .put(publicKey)
                .array();
    }

    /** Returns the bytes by which signatures name the key that they are of. */
    static byte[] keyId(String name, byte type, byte[] publicKey) {
        MessageDigest digest = HashChain.sha256();
        digest.update((name + '\n').getBytes(StandardCharsets.UTF_8));
        return Arrays.copyOf(digest.digest(typed(type, publicKey)), ID_BYTES);
    }
}
