package dev.recount.cluster.tls;

import java.math.BigInteger;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** The certificates that an authority signs. */
record IssuedCertificate(X509Certificate authority, PrivateKey key) {

    /** All nodes of a cluster have one subject; what tells them apart is the host for which each stands. */
    private static final X500Principal NODE = new X500Principal("CN=recount");

    private static final X500Principal AUTHORITY = new X500Principal("CN=Recount cluster authority");
    private static final String CURVE = "secp256r1";
    private static final String SIGNATURE = "SHA256withECDSA";
    private static final int SERIAL_BITS = 127;

    /** The clocks of machines differ. */
    private static final Duration BACKDATED = Duration.ofDays(1);

    static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(CURVE));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException unsupported) {
            throw new IllegalStateException("this Java has no keys on " + CURVE, unsupported);
        }
    }

    static X509Certificate ofAuthority(KeyPair keys, Instant now, Duration validFor) {
        var builder = new JcaX509v3CertificateBuilder(
                AUTHORITY, serial(), begin(now), Date.from(now.plus(validFor)), AUTHORITY, keys.getPublic());
        return signed(builder, keys.getPrivate(), (extensions, to) -> {
            to.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            to.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            to.addExtension(
                    Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(keys.getPublic()));
        });
    }

    X509Certificate of(List<String> hosts, PublicKey nodeKey, Instant now, Instant end) {
        var builder = new JcaX509v3CertificateBuilder(
                authority.getSubjectX500Principal(), serial(), begin(now), Date.from(end), NODE, nodeKey);
        return signed(builder, key, (extensions, to) -> {
            to.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            to.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            to.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
            }));
            to.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(hosts.stream().map(IssuedCertificate::name).toArray(GeneralName[]::new)));
            to.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    extensions.createAuthorityKeyIdentifier(authority.getPublicKey()));
        });
    }

    private static GeneralName name(String host) {
        return HostNames.address(host)
                .map(InetAddress::getHostAddress)
                .map(address -> new GeneralName(GeneralName.iPAddress, address))
                .orElseGet(() -> new GeneralName(GeneralName.dNSName, host));
    }

    private static Date begin(Instant now) {
        return Date.from(now.minus(BACKDATED));
    }

    private static BigInteger serial() {
        return new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(0);
    }

    /** The statements of a certificate beside its name and key. */
    private interface Extensions {
        void add(JcaX509ExtensionUtils extensions, X509v3CertificateBuilder to) throws CertIOException;
    }

    private static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey by, Extensions extensions) {
        try {
            extensions.add(new JcaX509ExtensionUtils(), builder);
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(SIGNATURE).build(by)));
        } catch (GeneralSecurityException | CertIOException | OperatorCreationException impossible) {
            throw new IllegalStateException("a certificate cannot be signed", impossible);
        }
    }
}
