package dev.recount.access.credential;

import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** The common name of a certificate's subject, by which its holder is known. */
public final class CommonName {

    private CommonName() {}

    /** Returns the name, if the certificate has one, and one alone. */
    public static Optional<String> of(X509Certificate certificate) {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(each -> each.getType().equalsIgnoreCase("CN"))
                            .map(Rdn::getValue)
                            .map(String::valueOf)
                            .reduce((_, _) -> "")
                            .filter(name -> !name.isEmpty());
        } catch (InvalidNameException unreadable) {
            return Optional.empty();
        }
    }
}
