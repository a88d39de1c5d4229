package dev.recount.model.caller;

import dev.recount.model.Principal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A caller: who sends a request, as authentication tells.
 *
 * @param principal the name, which is kept with every event
 * @param roles the roles, by which rules give rights
 * @param claims what else is known, which rules can ask for: the values of each claim, by its name
 */
public record Caller(Principal principal, Set<String> roles, Map<String, List<String>> claims) {

    /** The caller of whom nothing is known. */
    public static final Caller ANONYMOUS = of(Principal.ANONYMOUS, Set.of());

    public Caller {
        Objects.requireNonNull(principal, "principal");
        roles = Set.copyOf(roles);
        claims = Map.copyOf(claims);
    }

    /** Returns a caller of whom nothing is known but the name and the roles. */
    public static Caller of(Principal principal, Set<String> roles) {
        return new Caller(principal, roles, Map.of());
    }

    /** Returns the values of a claim; none, if there is no such claim. */
    public List<String> claim(String name) {
        return claims.getOrDefault(name, List.of());
    }

    /** Tells whether the caller has a role. */
    public boolean hasRole(String role) {
        return roles.contains(role);
    }
}
