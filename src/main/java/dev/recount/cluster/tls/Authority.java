package dev.recount.cluster.tls;

import dev.recount.database.sql.DatabaseException;
import dev.recount.privacy.secret.SecretFile;
import dev.recount.tls.Credentials;
import dev.recount.tls.Pem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The authority of a cluster, in a folder: it makes the certificates of the nodes, each in a folder of its own therein.
 * Whoever has its key can make more of them, so that it stays where it is, and nodes do not need it.
 */
public final class Authority {

    /** The option that names the folder. */
    public static final String OPTION = "--ca";

    private static final Duration VALID_FOR = Duration.ofDays(3650);

    private final Path folder;
    private final Clock clock;
    private final PrivateKey key;
    private final X509Certificate certificate;

    private Authority(Path folder, Clock clock, PrivateKey key, X509Certificate certificate) {
        this.folder = folder;
        this.clock = clock;
        this.key = key;
        this.certificate = certificate;
    }

    /**
     * Opens the authority in a folder, and makes one where there is none.
     *
     * @throws DatabaseException if it cannot be read or made, or has expired
     */
    public static Authority open(Path folder, Clock clock) {
        SecretFile keyFile = file(folder.resolve("ca.key"));
        SecretFile certificateFile = file(folder.resolve("ca.crt"));
        if (!certificateFile.exists()) {
            // a key without a certificate has signed nothing yet
            KeyPair keys = IssuedCertificate.newKeys();
            keyFile.replace(Pem.text(keys.getPrivate()));
            certificateFile.replace(Pem.text(IssuedCertificate.ofAuthority(keys, clock.instant(), VALID_FOR)));
        }
        PrivateKey key = Pem.privateKey(OPTION, keyFile.path(), keyFile.read());
        X509Certificate certificate =
                Pem.certificates(OPTION, certificateFile.path()).getFirst();
        if (!Credentials.fit(key, certificate)) {
            throw new DatabaseException(
                    OPTION + ": " + keyFile.path() + " is not the key of " + certificateFile.path());
        }
        return new Authority(folder, clock, key, certificate).requireValid();
    }

    private Authority requireValid() {
        if (clock.instant().isAfter(validUntil())) {
            throw new DatabaseException(OPTION + ": the authority in " + folder + " has expired at " + validUntil()
                    + "; make another one in another folder");
        }
        return this;
    }

    private static SecretFile file(Path path) {
        return new SecretFile(path, OPTION, "make nodes of the cluster");
    }

    /** Returns when what it has made cannot be believed any more, whatever it says. */
    public Instant validUntil() {
        return certificate.getNotAfter().toInstant();
    }

    /** Returns where the files of a node are, or will be, by its first host. */
    public NodeFiles files(String host) {
        return NodeFiles.in(folder.resolve(host));
    }

    /**
     * Makes the files of a node, or gives it a new certificate for the key that it has, which is a single step for a
     * node that runs.
     *
     * @param hosts the host names and addresses under which the others reach it, or each of the nodes that share the
     *     files; they are in the folder of the first
     * @param validFor for how long it is valid, or for as long as the authority itself if that is less
     * @return until when it is valid
     * @throws DatabaseException if files cannot be read or written
     */
    public Instant issue(List<String> hosts, Duration validFor) {
        NodeFiles files = files(hosts.getFirst());
        Instant now = clock.instant();
        Instant end = now.plus(validFor).isBefore(validUntil()) ? now.plus(validFor) : validUntil();
        var issued = new IssuedCertificate(certificate, key);
        if (hasKey(files)) {
            X509Certificate former =
                    Pem.certificates(OPTION, files.certificate()).getFirst();
            file(files.certificate()).replace(Pem.text(issued.of(hosts, former.getPublicKey(), now, end)));
        } else {
            KeyPair keys = IssuedCertificate.newKeys();
            file(files.key()).replace(Pem.text(keys.getPrivate()));
            file(files.authority()).replace(Pem.text(certificate));
            file(files.certificate()).replace(Pem.text(issued.of(hosts, keys.getPublic(), now, end)));
        }
        return end;
    }

    /** A run that was broken off may have left a key without its certificate. */
    private boolean hasKey(NodeFiles files) {
        if (!Files.exists(files.certificate()) || !Files.exists(files.key()) || !Files.exists(files.authority())) {
            return false;
        }
        String secret = file(files.key()).read();
        return Credentials.fit(
                Pem.privateKey(OPTION, files.key(), secret),
                Pem.certificates(OPTION, files.certificate()).getFirst());
    }
}
