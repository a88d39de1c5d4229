package dev.recount.access.credential;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

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

    private static final Pattern HERE = Pattern.compile("localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1]");

    public IssuerSettings {
        algorithms = Set.copyOf(algorithms);
    }

    /** Tells whether nobody on the way can change what is fetched from an address: who could, could make tokens. */
    public static boolean isSafe(URI address) {
        String host = String.valueOf(address.getHost());
        return "https".equalsIgnoreCase(address.getScheme())
                || ("http".equalsIgnoreCase(address.getScheme())
                        && HERE.matcher(host).matches());
    }
}
