package dev.recount.http;

import java.util.List;
import java.util.Optional;

/**
 * How the server is.
 *
 * @param checks what was looked at, in order
 */
public record Health(List<Check> checks) {

    /**
     * Something that was looked at.
     *
     * @param problem what is wrong with it, if something is
     */
    public record Check(String name, Optional<String> problem) {}

    public Health {
        checks = List.copyOf(checks);
    }

    /** Tells whether nothing is wrong. */
    boolean isGood() {
        return checks.stream().allMatch(check -> check.problem().isEmpty());
    }
}
