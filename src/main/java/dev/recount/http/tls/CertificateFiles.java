package dev.recount.http.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * The certificate and key of a server, as they stand in its files.
 *
 * @param certificate the bytes of the one file
 * @param key those of the other
 */
record CertificateFiles(String certificate, String key) {

    private static final String CERTIFICATE = "recount.http.tls.certificate-file";
    private static final String KEY = "recount.http.tls.key-file";

    private static final Pattern PRIVATE_KEY = Pattern.compile(
            "-----BEGIN (?<kind>[A-Z ]*)PRIVATE KEY-----(?<base64>[^-]*)-----END [A-Z ]*PRIVATE KEY-----");

    private static final char[] NO_PASSWORD = {};

    /**
     * Reads the files.
     *
     * @throws TlsException if they cannot be read
     */
    static CertificateFiles read(TlsFiles files) {
        return new CertificateFiles(text(CERTIFICATE, files.certificate()), text(KEY, files.key()));
    }

    private static String text(String setting, Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            throw new TlsException(setting + ": " + file + " cannot be read (" + unreadable + ")");
        }
    }

    /**
     * Returns what makes the server's side of TLS of them.
     *
     * @throws TlsException if they hold no certificate and key that belong together, or it is not valid now
     */
    SSLContext context(Instant now) {
        List<X509Certificate> chain = chain();
        requireValid(chain.getFirst(), now);
        PrivateKey privateKey = privateKey(chain.getFirst().getPublicKey());
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, NO_PASSWORD);
            store.setKeyEntry("server", privateKey, NO_PASSWORD, chain.toArray(Certificate[]::new));
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, NO_PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException unfit) {
            throw new TlsException(CERTIFICATE + ": TLS cannot use the certificate (" + unfit + ")");
        }
    }

    private List<X509Certificate> chain() {
        try {
            List<X509Certificate> chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(certificate.getBytes(StandardCharsets.ISO_8859_1)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (!chain.isEmpty()) {
                return chain;
            }
        } catch (CertificateException malformed) {
            throw new TlsException(
                    CERTIFICATE + ": the file holds no certificate in PEM (" + malformed.getMessage() + ")");
        }
        throw new TlsException(CERTIFICATE + ": the file holds no certificate in PEM");
    }

    private static void requireValid(X509Certificate certificate, Instant now) {
        Instant begin = certificate.getNotBefore().toInstant();
        Instant end = certificate.getNotAfter().toInstant();
        if (now.isBefore(begin) || now.isAfter(end)) {
            throw new TlsException(
                    CERTIFICATE + ": the certificate is valid from " + begin + " to " + end + ", not now");
        }
    }

    private PrivateKey privateKey(PublicKey publicKey) {
        Matcher pem = PRIVATE_KEY.matcher(key);
        if (!pem.find()) {
            throw new TlsException(KEY + ": the file holds no private key in PEM");
        } else if (!pem.group("kind").isEmpty()) {
            throw new TlsException(
                    KEY + ": the key must be in PKCS #8 without a password, as openssl pkcs8 -topk8 -nocrypt"
                            + " writes it, not " + pem.group("kind").strip());
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(pem.group("base64"));
            PrivateKey found =
                    KeyFactory.getInstance(publicKey.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(der));
            requirePair(found, publicKey);
            return found;
        } catch (GeneralSecurityException | IllegalArgumentException unfit) {
            throw new TlsException(
                    KEY + ": it is not a private key of the certificate's kind, " + publicKey.getAlgorithm());
        }
    }

    private static void requirePair(PrivateKey privateKey, PublicKey publicKey) throws GeneralSecurityException {
        String algorithm = switch (publicKey.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> publicKey.getAlgorithm();
        };
        byte[] anything = {1};
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(privateKey);
        signature.update(anything);
        byte[] signed = signature.sign();
        signature.initVerify(publicKey);
        signature.update(anything);
        if (!signature.verify(signed)) {
            throw new TlsException(KEY + ": it is not the private key of the certificate");
        }
    }
}
