package dev.recount.access.credential;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of an issuer of tokens (OpenID Connect, or any that signs JSON Web Tokens).
 *
 * @param issuer its name, which is the claim {@code iss} of its tokens, and where its configuration is found
 * @param audience the name of this server in the claim {@code aud}
 * @param algorithms the algorithms of signatures that are taken, such as {@code RS256}; any other is refused
 * @param keys where its keys are; found in its configuration if not said
 * @param authorities the certificates of those who may vouch for where they are; those that Java knows if not said
 * @param principalClaim the claim that names the caller
 * @param principalPrefix what stands before that name, so that no two issuers name the same caller
 * @param rolesClaim the claim that lists the caller's roles; dots lead into objects
 * @param clockSkew how far its clock may be from ours
 */
public record IssuerSettings(
        String issuer,
        String audience,
        Set<String> algorithms,
        Optional<URI> keys,
        Optional<Path> authorities,
        String principalClaim,
        String principalPrefix,
        String rolesClaim,
        Duration clockSkew) {

    public IssuerSettings {
        algorithms = Set.copyOf(algorithms);
    }
}
