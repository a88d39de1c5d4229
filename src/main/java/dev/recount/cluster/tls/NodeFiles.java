package dev.recount.cluster.tls;

import dev.recount.database.sql.DatabaseException;
import dev.recount.privacy.secret.SecretFile;
import dev.recount.tls.Pem;
import java.nio.file.Path;
import java.time.Instant;

/**
 * The files, in PEM, by which a node proves who it is and knows the others.
 *
 * @param key holds the private key of the node's certificate
 * @param certificate holds the node's certificate, and after it those that lead to the authority's, if there are any
 * @param authority holds the certificates of the authorities by which the others are known
 */
public record NodeFiles(Path key, Path certificate, Path authority) {

    private static final String GROUP = "recount.cluster.tls.";

    static final String KEY = GROUP + "key-file";
    static final String CERTIFICATE = GROUP + "certificate-file";
    static final String AUTHORITY = GROUP + "ca-file";

    /** Returns the files that an authority has made for a node in a folder. */
    public static NodeFiles in(Path folder) {
        return new NodeFiles(folder.resolve("tls.key"), folder.resolve("tls.crt"), folder.resolve("ca.crt"));
    }

    /**
     * Reads the files.
     *
     * @throws DatabaseException if one cannot be used at this time, or they do not go together; names the setting
     */
    NodeIdentity read(Instant now) {
        String secret = new SecretFile(key, KEY, "take part in the cluster").readAsGroup();
        return NodeIdentity.of(
                this,
                Pem.privateKey(KEY, key, secret),
                Pem.certificates(CERTIFICATE, certificate),
                Pem.certificates(AUTHORITY, authority),
                now);
    }
}
