package dev.recount.tls;

import dev.recount.database.sql.DatabaseException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.util.io.pem.PemGenerationException;

/** The text in which keys and certificates are stored. */
public final class Pem {

    private Pem() {}

    /**
     * Returns the first private key of a file.
     *
     * @param setting the setting or option that names the file
     * @throws DatabaseException if it has none; names the setting
     */
    public static PrivateKey privateKey(String setting, Path file, String text) {
        String none = setting + ": " + file + " holds no private key in PEM that can be read without a password";
        try (var pem = new PEMParser(new StringReader(text))) {
            for (Object object = pem.readObject(); object != null; object = pem.readObject()) {
                if (object instanceof PEMKeyPair pair) {
                    return new JcaPEMKeyConverter().getPrivateKey(pair.getPrivateKeyInfo());
                } else if (object instanceof PrivateKeyInfo key) {
                    return new JcaPEMKeyConverter().getPrivateKey(key);
                }
            }
        } catch (IOException | RuntimeException malformed) {
            throw new DatabaseException(none, malformed);
        }
        throw new DatabaseException(none);
    }

    /**
     * Returns the certificates of a file, of which there is one at least.
     *
     * @param setting the setting or option that names the file
     * @throws DatabaseException if it has none, or cannot be read; names the setting
     */
    public static List<X509Certificate> certificates(String setting, Path file) {
        var certificates = new ArrayList<X509Certificate>();
        try (InputStream pem = Files.newInputStream(file)) {
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                certificates.add((X509Certificate) each);
            }
        } catch (IOException unreadable) {
            throw new DatabaseException(setting + ": " + file + " cannot be read: " + unreadable, unreadable);
        } catch (CertificateException malformed) {
            throw new DatabaseException(noCertificate(setting, file), malformed);
        }
        if (certificates.isEmpty()) {
            throw new DatabaseException(noCertificate(setting, file));
        }
        return List.copyOf(certificates);
    }

    private static String noCertificate(String setting, Path file) {
        return setting + ": " + file + " holds no certificate in PEM";
    }

    public static String text(X509Certificate certificate) {
        return written(certificate);
    }

    public static String text(PrivateKey key) {
        try {
            return written(new JcaPKCS8Generator(key, null));
        } catch (PemGenerationException impossible) {
            throw new IllegalStateException("a key cannot be written", impossible);
        }
    }

    private static String written(Object object) {
        var text = new StringWriter();
        try (var pem = new JcaPEMWriter(text)) {
            pem.writeObject(object);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }
}
