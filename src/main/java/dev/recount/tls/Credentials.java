package dev.recount.tls;

import dev.recount.database.sql.DatabaseException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Keys and certificates as TLS is given them. */
public final class Credentials {

    /** Keys that are made of files alone are kept in memory under a password, which keeps nothing from anyone. */
    private static final char[] NO_PASSWORD = new char[0];

    private static final int TRIAL_BYTES = 32;

    private Credentials() {}

    /** Tells whether a private key is that of a certificate. */
    public static boolean fit(PrivateKey key, X509Certificate own) {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
        var trial = new byte[TRIAL_BYTES];
        new SecureRandom().nextBytes(trial);
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(trial);
            byte[] signed = signature.sign();
            signature.initVerify(own.getPublicKey());
            signature.update(trial);
            return signature.verify(signed);
        } catch (GeneralSecurityException otherKind) {
            return false;
        }
    }

    /** Returns what shows a certificate to others: its chain, of which the first one belongs to the key. */
    public static KeyManagerFactory keys(PrivateKey key, List<X509Certificate> chain)
            throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        store.setKeyEntry("own", key, NO_PASSWORD, chain.toArray(X509Certificate[]::new));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, NO_PASSWORD);
        return keys;
    }

    /** Returns what believes the certificates of authorities, and those alone. */
    public static TrustManagerFactory trust(List<X509Certificate> authorities)
            throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        for (int number = 0; number < authorities.size(); number++) {
            store.setCertificateEntry("authority-" + number, authorities.get(number));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust;
    }

    /**
     * Returns the side of TLS of a client that believes the certificates of authorities, and those alone.
     *
     * @param setting the setting or option that names their file
     * @throws DatabaseException if they cannot be read, or TLS cannot use them; names the setting
     */
    public static SSLContext client(String setting, Path authorities) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust(Pem.certificates(setting, authorities)).getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException unusable) {
            throw new DatabaseException(setting + ": " + authorities + " cannot be used (" + unusable + ")", unusable);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }
}
