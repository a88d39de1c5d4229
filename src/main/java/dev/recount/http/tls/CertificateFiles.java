package dev.recount.http.tls;

import dev.recount.database.sql.DatabaseException;
import dev.recount.privacy.secret.SecretFile;
import dev.recount.tls.Credentials;
import dev.recount.tls.Expiry;
import dev.recount.tls.Pem;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * The certificate and key of a server, as they stand in its files.
 *
 * @param chain the certificate, and those of the authorities between it and the one that clients know, in order
 * @param authorities those whose certificates clients may show; none where they show none
 */
record CertificateFiles(List<X509Certificate> chain, PrivateKey key, List<X509Certificate> authorities) {

    static final String CERTIFICATE = "recount.http.tls.certificate-file";
    static final String AUTHORITIES = "recount.access.client-ca-file";
    private static final String KEY = "recount.http.tls.key-file";

    /**
     * Reads the files.
     *
     * @throws DatabaseException if they hold no certificate and key that belong together, or the certificate is not
     *     valid at this time; names the setting
     */
    static CertificateFiles read(TlsFiles files, Optional<Path> clients, Instant now) {
        List<X509Certificate> chain = Pem.certificates(CERTIFICATE, files.certificate());
        Expiry.require(CERTIFICATE, files.certificate(), chain.getFirst(), now, "");
        String secret = new SecretFile(files.key(), KEY, "speak for the server").readAsGroup();
        PrivateKey key = Pem.privateKey(KEY, files.key(), secret);
        if (!Credentials.fit(key, chain.getFirst())) {
            throw new DatabaseException(KEY + ": it is not the private key of the certificate");
        }
        return new CertificateFiles(
                chain,
                key,
                clients.map(file -> Pem.certificates(AUTHORITIES, file)).orElse(List.of()));
    }

    /**
     * Returns what makes the server's side of TLS of them.
     *
     * @throws DatabaseException if Java cannot use them
     */
    SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    Credentials.keys(key, chain).getKeyManagers(),
                    Credentials.trust(authorities).getTrustManagers(),
                    null);
            return context;
        } catch (GeneralSecurityException | IOException unfit) {
            throw new DatabaseException(CERTIFICATE + ": TLS cannot use the certificate (" + unfit + ")", unfit);
        }
    }
}
