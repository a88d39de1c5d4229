package dev.recount.access.credential;

import dev.recount.access.Identified;
import dev.recount.model.Principal;
import dev.recount.model.caller.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A caller who stands in a file of the server's: a user, or the holder of an API key.
 *
 * @param name the name, by which the caller is known everywhere
 * @param secret the hash of what the caller shows
 * @param roles the roles
 * @param claims what rules can ask for, with a value each
 * @param expires when the secret does not hold any more, if it ends
 */
public record KnownCaller(
        String name, String secret, Set<String> roles, Map<String, String> claims, Optional<Instant> expires) {

    /** The beginning of the hash of an API key; that of a password has another. */
    public static final String KEY = ApiKey.HASH;

    public KnownCaller {
        roles = Set.copyOf(roles);
        claims = Map.copyOf(claims);
        CallerNames.require(name);
    }

    /** Tells whether what the caller shows is an API key. */
    public boolean isKey() {
        return Secret.isOfKey(secret);
    }

    /** Returns the caller. */
    Identified caller() {
        var values = new TreeMap<String, List<String>>();
        claims.forEach((claim, value) -> values.put(claim, List.of(value)));
        return new Identified(new Caller(new Principal(name), roles, values), expires);
    }

    /** A secret is for nobody to read. */
    @Override
    public String toString() {
        return name + " " + roles;
    }
}
