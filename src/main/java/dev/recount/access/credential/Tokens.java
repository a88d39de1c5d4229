package dev.recount.access.credential;

import com.nimbusds.jwt.SignedJWT;
import dev.recount.access.Identified;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The tokens of all issuers that are trusted. */
final class Tokens {

    private static final int LONGEST = 8 << 10;

    private final Map<String, TokenIssuer> issuers;

    Tokens(List<IssuerSettings> issuers) {
        this.issuers = issuers.stream()
                .collect(Collectors.toMap(
                        IssuerSettings::issuer, each -> new TokenIssuer(each, IssuerKeys.of(each)), (one, _) -> one));
    }

    /**
     * Returns the caller of a token.
     *
     * @throws UndecidedException if the keys of its issuer cannot be had now
     */
    Identified caller(Presented.Token shown) throws RefusedException, UndecidedException {
        if (shown.text().length() > LONGEST) {
            throw new RefusedException("a token of more than " + LONGEST + " characters");
        }
        try {
            SignedJWT token = SignedJWT.parse(shown.text());
            TokenIssuer issuer =
                    issuers.get(String.valueOf(token.getJWTClaimsSet().getIssuer()));
            if (issuer == null) {
                throw new RefusedException("a token of an issuer that is not trusted");
            }
            return issuer.caller(token, shown.certificate());
        } catch (ParseException malformed) {
            throw new RefusedException("a token that is no signed JSON Web Token");
        }
    }
}
