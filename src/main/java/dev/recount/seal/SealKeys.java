package dev.recount.seal;

import dev.recount.database.sql.DatabaseException;
import dev.recount.privacy.SigningKey;
import dev.recount.privacy.secret.SecretFile;
import dev.recount.seal.SignedNote.Signer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that sign checkpoints: each checkpoint is signed by all of them, so that a new one can be trusted before the
 * former is taken away. They are in a file, as private keys of Ed25519 in PEM (RFC 8410), such as {@code openssl
 * genpkey -algorithm ed25519} writes.
 */
public final class SealKeys {

    /** The setting that says where the file is. */
    public static final String SETTING = "recount.seal.key";

    private static final String IF_LOST =
            "; if it is lost for good, \"recount restored --new-seal-key\" ends what it has"
                    + " signed, and another key may sign from then on";

    private static final Logger LOG = LoggerFactory.getLogger(SealKeys.class);

    private static final String ALGORITHM = "Ed25519";
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";
    private static final Pattern PEM = Pattern.compile(BEGIN + "([A-Za-z0-9+/=\\s]+)" + END);
    private static final int LINE = 64;

    private final Path path;
    private final List<SigningKey> keys;

    private SealKeys(Path path, List<SigningKey> keys) {
        this.path = path;
        this.keys = keys;
    }

    /**
     * Reads the file.
     *
     * @param mayCreate whether it is made where there is none, as only where nothing has been signed
     * @throws DatabaseException if there is none and it may not be made, or it cannot be used; the message names it
     */
    public static SealKeys open(Path path, boolean mayCreate) {
        SecretFile file = file(path);
        if (!file.exists()) {
            if (!mayCreate) {
                throw new DatabaseException(SETTING + ": there is no " + path
                        + ", and checkpoints are signed already: put back the file that has signed them, or copy that"
                        + " of another node" + IF_LOST);
            }
            file.create(generated());
            LOG.info("{} is made, the key that signs checkpoints: back it up", path);
        }
        return new SealKeys(path, parsed(file));
    }

    /** Reads the file; where there is none, there are no keys, and who has signed is not checked by them. */
    public static SealKeys find(Path path) {
        return file(path).exists() ? open(path, false) : new SealKeys(path, List.of());
    }

    /** Tells whether there are none. */
    public boolean areUnknown() {
        return keys.isEmpty();
    }

    private static SecretFile file(Path path) {
        return new SecretFile(path, SETTING, "sign another history by it");
    }

    private static String generated() {
        try {
            byte[] key = KeyPairGenerator.getInstance(ALGORITHM)
                    .generateKeyPair()
                    .getPrivate()
                    .getEncoded();
            String text = Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII))
                    .encodeToString(key);
            return BEGIN + '\n' + text + '\n' + END + '\n';
        } catch (GeneralSecurityException unsupported) {
            throw new IllegalStateException("this Java has no Ed25519", unsupported);
        }
    }

    private static List<SigningKey> parsed(SecretFile file) {
        var keys = new ArrayList<SigningKey>();
        Matcher pem = PEM.matcher(file.read());
        while (pem.find()) {
            keys.add(parsed(file.path(), pem.group(1)));
        }
        if (keys.isEmpty()) {
            throw new DatabaseException(unusable(file.path()));
        }
        return keys;
    }

    private static SigningKey parsed(Path path, String base64) {
        try {
            var encoded = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64));
            var key = (EdECPrivateKey) KeyFactory.getInstance(ALGORITHM).generatePrivate(encoded);
            return SigningKey.ofSeed(key.getBytes().orElseThrow());
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            throw new DatabaseException(unusable(path), malformed);
        }
    }

    private static String unusable(Path path) {
        return SETTING + ": " + path + " holds no private key of Ed25519 in PEM";
    }

    /** Returns who signs the checkpoints of a tree. */
    public List<Signer> signers(String origin) {
        return keys.stream().map(key -> new Signer(origin, key)).toList();
    }

    /** Tells whether a checkpoint was signed by one of these keys, if there are any. */
    boolean haveSigned(String origin, String checkpoint) {
        return areUnknown() || signers(origin).stream().anyMatch(signer -> SignedNote.isSignedBy(checkpoint, signer));
    }

    /** Tells whether a checkpoint was signed by each of these keys. */
    boolean haveAllSigned(String origin, String checkpoint) {
        return signers(origin).stream().allMatch(signer -> SignedNote.isSignedBy(checkpoint, signer));
    }

    /**
     * Makes sure that a checkpoint was signed by one of these keys, if there are any.
     *
     * @throws DatabaseException if it was not
     */
    public void requireSigned(String origin, String checkpoint) {
        if (!haveSigned(origin, checkpoint)) {
            throw new DatabaseException(SETTING + ": no key in " + path + " has signed the last checkpoint of " + origin
                    + ": put back the file that has, or copy that of another node" + IF_LOST
                    + ". Where the right key is there, somebody has changed the checkpoint");
        }
    }
}
