package dev.recount.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** Certificates as somebody checks them who has the rules of signed notes and a Java, and nothing of the server's. */
final class Certificates {

    /** What stands before the bytes of an Ed25519 key in its X.509 form (RFC 8410). */
    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

    private Certificates() {}

    static void assertSigned(String note, String verifierKey) throws GeneralSecurityException {
        String[] key = verifierKey.split("\\+", 3);
        byte[] typed = Base64.getDecoder().decode(key[2]);
        int end = note.lastIndexOf("\n\n") + 1;
        String text = note.substring(0, end);
        String line = note.substring(end + 1);
        assertThat(line).startsWith("\u2014 " + key[0] + " ").endsWith("\n");
        byte[] signed = Base64.getDecoder().decode(line.strip().split(" ", -1)[2]);
        byte[] hash = MessageDigest.getInstance("SHA-256")
                .digest(concat((key[0] + "\n").getBytes(StandardCharsets.UTF_8), typed));
        assertThat(Arrays.copyOf(signed, 4))
                .isEqualTo(Arrays.copyOf(hash, 4))
                .isEqualTo(HexFormat.of().parseHex(key[1]));
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(concat(X509, Arrays.copyOfRange(typed, 1, typed.length)))));
        signature.update(text.getBytes(StandardCharsets.UTF_8));
        assertThat(signature.verify(Arrays.copyOfRange(signed, 4, signed.length)))
                .isTrue();
    }

    private static byte[] concat(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
