package dev.recount.cluster.tls;

import dev.recount.privacy.secret.SecretFile;
import dev.recount.tls.Pem;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate that the authority of a cluster has made for somebody who is no node. */
public final class OtherUse {

    private OtherUse() {}

    /** Makes one of the authority in a folder, and returns its files. */
    public static NodeFiles of(Path authority) {
        Path caKey = authority.resolve("ca.key");
        PrivateKey signer = Pem.privateKey("ca.key", caKey, new SecretFile(caKey, "ca.key", "test").read());
        X509Certificate ca =
                Pem.certificates("ca.crt", authority.resolve("ca.crt")).getFirst();
        KeyPair keys = IssuedCertificate.newKeys();
        Instant now = Clock.systemUTC().instant();
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    ca.getSubjectX500Principal(),
                    BigInteger.TWO,
                    Date.from(now.minus(Duration.ofDays(1))),
                    Date.from(now.plus(Duration.ofDays(1))),
                    new X500Principal("CN=mail"),
                    keys.getPublic());
            X509Certificate certificate = new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer)));
            NodeFiles files = NodeFiles.in(Files.createDirectory(authority.resolve("mail")));
            Files.writeString(files.key(), Pem.text(keys.getPrivate()));
            Files.writeString(files.certificate(), Pem.text(certificate));
            return files;
        } catch (IOException | GeneralSecurityException | OperatorCreationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
