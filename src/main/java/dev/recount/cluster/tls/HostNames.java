package dev.recount.cluster.tls;

import java.net.InetAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.asn1.x509.GeneralName;

/** The host names and addresses for which a certificate stands. */
final class HostNames {

    private HostNames() {}

    /** Tells whether a certificate stands for a host, as those who call that host demand it. */
    static boolean include(X509Certificate certificate, String host) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names != null && names.stream().anyMatch(name -> isFor(name, host));
        } catch (CertificateParsingException malformed) {
            return false;
        }
    }

    private static boolean isFor(List<?> name, String host) {
        String text = String.valueOf(name.get(1));
        if (Integer.valueOf(GeneralName.iPAddress).equals(name.getFirst())) {
            Optional<InetAddress> address = address(host);
            return address.isPresent() && address.equals(address(text));
        }
        return Integer.valueOf(GeneralName.dNSName).equals(name.getFirst())
                && address(host).isEmpty()
                && isForName(text.toLowerCase(Locale.ROOT), host.toLowerCase(Locale.ROOT));
    }

    private static boolean isForName(String pattern, String host) {
        int dot = host.indexOf('.');
        return pattern.equals(host) || (dot > 0 && pattern.equals("*" + host.substring(dot)));
    }

    /** Returns the address that is written as the host, if it is one, without asking anybody for what a name means. */
    static Optional<InetAddress> address(String host) {
        boolean isBracketed = host.startsWith("[") && host.endsWith("]");
        try {
            return Optional.of(InetAddress.ofLiteral(isBracketed ? host.substring(1, host.length() - 1) : host));
        } catch (IllegalArgumentException name) {
            return Optional.empty();
        }
    }
}
