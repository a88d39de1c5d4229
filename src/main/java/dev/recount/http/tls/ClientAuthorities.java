package dev.recount.http.tls;

import dev.recount.access.Recent;
import dev.recount.database.sql.DatabaseException;
import dev.recount.tls.Credentials;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.net.ssl.X509TrustManager;

/**
 * The authorities whose certificates clients may show, as they were read at one time. A connection may be older, and so
 * is what its certificate was held against when it began. For any number of threads.
 */
final class ClientAuthorities {

    private static final int MOST = 10_000;

    private final List<X509Certificate> authorities;
    private final X509TrustManager trust;
    private final Map<List<X509Certificate>, Instant> found = new Recent<>(MOST);

    /**
     * Makes them ready to be asked.
     *
     * @throws DatabaseException if Java cannot use them
     */
    ClientAuthorities(List<X509Certificate> authorities) {
        this.authorities = List.copyOf(authorities);
        try {
            this.trust = Arrays.stream(Credentials.trust(authorities).getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .map(X509TrustManager.class::cast)
                    .findFirst()
                    .orElseThrow();
        } catch (GeneralSecurityException | IOException unfit) {
            throw new DatabaseException(
                    CertificateFiles.AUTHORITIES + ": TLS cannot use the certificates (" + unfit + ")", unfit);
        }
    }

    /** Tells whether these are the same authorities. */
    boolean are(List<X509Certificate> others) {
        return authorities.equals(others);
    }

    /**
     * Tells whether a certificate is of one of them.
     *
     * @param chain the certificate, and those between it and the authority, as the client has shown them
     */
    boolean trust(List<X509Certificate> chain, Instant now) {
        return now.isBefore(end(chain)) || isFound(chain);
    }

    private synchronized Instant end(List<X509Certificate> chain) {
        return found.getOrDefault(chain, Instant.MIN);
    }

    private boolean isFound(List<X509Certificate> chain) {
        try {
            trust.checkClientTrusted(
                    chain.toArray(X509Certificate[]::new),
                    chain.getFirst().getPublicKey().getAlgorithm());
        } catch (CertificateException refused) {
            return false;
        }
        keep(chain);
        return true;
    }

    private synchronized void keep(List<X509Certificate> chain) {
        chain.stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Instant::compareTo)
                .ifPresent(end -> found.put(chain, end));
    }
}
