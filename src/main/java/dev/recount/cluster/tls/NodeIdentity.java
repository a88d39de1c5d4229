package dev.recount.cluster.tls;

import dev.recount.database.sql.DatabaseException;
import dev.recount.tls.Credentials;
import dev.recount.tls.Expiry;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * The proof of who a node is, and of who others are, as its files have it at one time.
 *
 * @param certificate the node's own certificate
 * @param context what connections are made with
 */
record NodeIdentity(X509Certificate certificate, SSLContext context) {

    /** What TLS 1.3 says in place of the kind of keys, which earlier versions agreed on beforehand. */
    private static final String ANY_KIND = "UNKNOWN";

    private static final String RENEWED = "; \"recount certificates\" renews those that it has made";

    static NodeIdentity of(
            NodeFiles files,
            PrivateKey key,
            List<X509Certificate> chain,
            List<X509Certificate> authorities,
            Instant now) {
        X509Certificate own = chain.getFirst();
        Expiry.require(NodeFiles.CERTIFICATE, files.certificate(), own, now, RENEWED);
        requireFitting(files, key, own);
        try {
            TrustManagerFactory trust = Credentials.trust(authorities);
            requireOfAuthority(files, chain, trust);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(Credentials.keys(key, chain).getKeyManagers(), trust.getTrustManagers(), null);
            return new NodeIdentity(own, context);
        } catch (GeneralSecurityException | IOException unusable) {
            throw new DatabaseException(
                    NodeFiles.CERTIFICATE + ": " + files.certificate() + " cannot be used: " + unusable.getMessage(),
                    unusable);
        }
    }

    private static void requireFitting(NodeFiles files, PrivateKey key, X509Certificate own) {
        if (!Credentials.fit(key, own)) {
            throw new DatabaseException(NodeFiles.KEY + ": the key in " + files.key()
                    + " is not that of the certificate in " + files.certificate());
        }
    }

    /** A node is the client of some connections and the server of others: its certificate has to do for both. */
    private static void requireOfAuthority(NodeFiles files, List<X509Certificate> chain, TrustManagerFactory trust) {
        X509Certificate[] certificates = chain.toArray(X509Certificate[]::new);
        for (TrustManager manager : trust.getTrustManagers()) {
            if (manager instanceof X509TrustManager those) {
                try {
                    those.checkServerTrusted(certificates, ANY_KIND);
                    those.checkClientTrusted(certificates, ANY_KIND);
                } catch (CertificateException notTrusted) {
                    throw new DatabaseException(
                            NodeFiles.CERTIFICATE + ": the certificate in " + files.certificate()
                                    + " is not one that other nodes believe by " + files.authority() + " ("
                                    + NodeFiles.AUTHORITY + "): " + notTrusted.getMessage(),
                            notTrusted);
                }
            }
        }
    }

    Instant validUntil() {
        Date end = certificate.getNotAfter();
        return end.toInstant();
    }

    /** Tells whether this is another certificate than that, and not the same one read again. */
    boolean differsFrom(NodeIdentity other) {
        return !certificate.equals(other.certificate);
    }
}
