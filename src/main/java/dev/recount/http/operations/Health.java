package dev.recount.http.operations;

import java.util.List;
import java.util.Optional;

/**
 * The health of the server.
 *
 * @param checks what was looked at, in order
 */
public record Health(List<Check> checks) {

    /**
     * The result of looking at one part of the server.
     *
     * @param problem what is wrong with it, if something is
     * @param decides whether the server is not well with such a problem, or tells of it and goes on
     */
    public record Check(String name, Optional<String> problem, boolean decides) {

        /** A check on which it depends whether the server is well. */
        public Check(String name, Optional<String> problem) {
            this(name, problem, true);
        }

        boolean isGood() {
            return problem.isEmpty() || !decides;
        }
    }

    public Health {
        checks = List.copyOf(checks);
    }

    /** Tells whether nothing is wrong. */
    boolean isGood() {
        return checks.stream().allMatch(Check::isGood);
    }
}
