package dev.recount.access.credential;

import com.nimbusds.jose.util.X509CertUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import java.security.cert.X509Certificate;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;

/**
 * The binding of a token to the certificate of the client that it was given to (RFC 8705, section 3): who has stolen
 * one cannot use it.
 */
final class TokenBinding {

    private static final String CONFIRMATION = "cnf";
    private static final String CERTIFICATE = "x5t#S256";

    private TokenBinding() {}

    /**
     * Makes sure that a token is used by whom it was given to, if it says.
     *
     * @throws RefusedException if it is not, or is bound in a way that is not known here
     */
    static void require(JWTClaimsSet claims, Optional<X509Certificate> certificate)
            throws RefusedException, ParseException {
        Map<String, Object> confirmation = claims.getJSONObjectClaim(CONFIRMATION);
        if (confirmation == null) {
            return;
        }
        Object expected = confirmation.get(CERTIFICATE);
        boolean isHis = certificate
                .map(X509CertUtils::computeSHA256Thumbprint)
                .filter(thumbprint -> thumbprint.toString().equals(expected))
                .isPresent();
        if (confirmation.size() != 1 || !isHis) {
            throw new RefusedException("a token that is bound to another client");
        }
    }
}
