package dev.recount.access;

import dev.recount.model.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A caller: who sends a request, as authentication tells.
 *
 * @param principal the name, which is kept with every event
 * @param roles the roles, by which rules give rights
 * @param claims what else is known, which rules can ask for: the values of each claim, by its name
 * @param until when what the caller has shown does not hold any more, if that is known
 */
public record Caller(
        Principal principal, Set<String> roles, Map<String, List<String>> claims, Optional<Instant> until) {

    /** The caller of whom nothing is known. */
    public static final Caller ANONYMOUS = of(Principal.ANONYMOUS, Set.of());

    public Caller {
        roles = Set.copyOf(roles);
        claims = Map.copyOf(claims);
    }

    /** Returns a caller of whom nothing is known but the name and the roles. */
    public static Caller of(Principal principal, Set<String> roles) {
        return new Caller(principal, roles, Map.of(), Optional.empty());
    }

    /** Returns the values of a claim; none, if there is no such claim. */
    public List<String> claim(String name) {
        return claims.getOrDefault(name, List.of());
    }

    /** Tells whether what the caller has shown still holds. */
    public boolean isValid(Instant now) {
        return until.filter(end -> !now.isBefore(end)).isEmpty();
    }
}
