package dev.recount.access.credential;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.recount.access.Identified;
import dev.recount.model.caller.Caller;
import java.security.cert.X509Certificate;
import java.text.ParseException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An issuer of JSON Web Tokens (RFC 7519, RFC 9068): what holds them against its keys and our settings. For any number
 * of threads.
 */
final class TokenIssuer {

    private static final Set<String> REQUIRED = Set.of("exp");

    private final IssuerSettings settings;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    TokenIssuer(IssuerSettings settings, JWKSource<SecurityContext> keys) {
        this.settings = settings;
        Set<JWSAlgorithm> algorithms =
                settings.algorithms().stream().map(JWSAlgorithm::parse).collect(Collectors.toSet());
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms, keys));
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        var claims = new DefaultJWTClaimsVerifier<SecurityContext>(
                settings.audience(),
                new JWTClaimsSet.Builder().issuer(settings.issuer()).build(),
                REQUIRED);
        claims.setMaxClockSkew((int) settings.clockSkew().toSeconds());
        processor.setJWTClaimsSetVerifier(claims);
    }

    /**
     * Returns the caller of a token.
     *
     * @param certificate the certificate by which the client is connected
     * @throws UndecidedException if the issuer's keys cannot be had now
     */
    Identified caller(SignedJWT token, Optional<X509Certificate> certificate)
            throws RefusedException, UndecidedException {
        try {
            JWTClaimsSet claims = processor.process(token, null);
            TokenBinding.require(claims, certificate);
            return caller(claims);
        } catch (RateLimitReachedException unknown) {
            throw new RefusedException("a token of " + settings.issuer() + " by a key that was not there a moment ago");
        } catch (KeySourceException away) {
            throw new UndecidedException("the keys of " + settings.issuer() + " cannot be had: " + away.getMessage());
        } catch (BadJOSEException | JOSEException | ParseException unfit) {
            throw new RefusedException("a token of " + settings.issuer() + ": " + unfit.getMessage());
        }
    }

    private Identified caller(JWTClaimsSet claims) throws RefusedException, ParseException {
        Map<String, Object> all = claims.getClaims();
        String name = Claims.values(all, settings.principalClaim()).stream()
                .findFirst()
                .orElseThrow(() -> new RefusedException("a token of " + settings.issuer() + " that does not name its"
                        + " caller in the claim " + settings.principalClaim()));
        Instant end = claims.getExpirationTime().toInstant().plus(settings.clockSkew());
        try {
            var caller = new Caller(
                    CallerNames.require(settings.principalPrefix() + name),
                    Set.copyOf(Claims.values(all, settings.rolesClaim())),
                    Claims.all(all));
            return new Identified(caller, Optional.of(end));
        } catch (IllegalArgumentException unusable) {
            throw new RefusedException(
                    "a token of " + settings.issuer() + ": the name of the caller " + unusable.getMessage());
        }
    }
}
