package dev.recount.access.credential;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * The hash of a password by Argon2id (RFC 9106), as the PHC string format writes it, which says all that is needed to
 * compute it again.
 */
public final class PasswordHash {

    /** The second recommended option of OWASP's Password Storage Cheat Sheet: 19 MiB, two passes, one lane. */
    private static final Cost COST = new Cost(19 << 10, 2, 1);

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int MOST_MEMORY_KIB = 64 << 10;
    private static final int MOST_PASSES = 20;
    private static final int MOST_LANES = 4;

    private static final Pattern FORM = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

    private final String text;

    /** The cost of computing a hash: memory in KiB, passes, lanes. */
    private record Cost(int memoryKib, int passes, int lanes) {}

    private PasswordHash(String text) {
        this.text = text;
    }

    /** Returns the hash of a password with a new salt. */
    public static PasswordHash of(String password) {
        var salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return new PasswordHash("$argon2id$v=19$m=" + COST.memoryKib + ",t=" + COST.passes + ",p=" + COST.lanes + "$"
                + base64.encodeToString(salt) + "$" + base64.encodeToString(hash(password, salt, COST, HASH_BYTES)));
    }

    /**
     * Reads a hash.
     *
     * @throws IllegalArgumentException if it is none of Argon2id, or takes more to compute than a server may spend
     */
    public static PasswordHash parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("must be a hash by Argon2id, as in $argon2id$v=19$m=19456,t=2,p=1$…$…");
        }
        Cost cost = cost(form);
        if (cost.memoryKib > MOST_MEMORY_KIB
                || cost.memoryKib < 8 * cost.lanes
                || cost.passes < 1
                || cost.passes > MOST_PASSES
                || cost.lanes < 1
                || cost.lanes > MOST_LANES) {
            throw new IllegalArgumentException("must take at most 64 MiB, 20 passes and 4 lanes to compute");
        }
        return new PasswordHash(text);
    }

    private static Cost cost(Matcher form) {
        return new Cost(
                Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)), Integer.parseInt(form.group(3)));
    }

    /** Tells whether it is the hash of a password. Takes long, on purpose, and as long for any other. */
    public boolean isOf(String password) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalStateException("no hash");
        }
        byte[] expected = Base64.getDecoder().decode(form.group(5));
        byte[] salt = Base64.getDecoder().decode(form.group(4));
        return MessageDigest.isEqual(expected, hash(password, salt, cost(form), expected.length));
    }

    private static byte[] hash(String password, byte[] salt, Cost cost, int bytes) {
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.memoryKib)
                .withIterations(cost.passes)
                .withParallelism(cost.lanes)
                .withSalt(salt)
                .build());
        var hash = new byte[bytes];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }

    @Override
    public String toString() {
        return text;
    }
}
