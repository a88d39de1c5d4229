package dev.recount.access.rule;

import dev.recount.access.Right;
import java.util.List;

/**
 * The rights that the settings' rules give to whoever has a role, whatever the domains' rules say besides.
 *
 * @param rules all rules
 */
public record RoleRights(List<Rule> rules) {

    public RoleRights {
        rules = List.copyOf(rules);
    }

    /** Returns the extent to which a role has a right; in part, where a claim is asked for as well. */
    public Extent of(String role, Right right) {
        List<Rule> giving = rules.stream()
                .filter(rule -> rule.roles().contains(role) || rule.roles().contains(Rule.ANY))
                .filter(rule -> rule.rights().contains(right))
                .toList();
        if (giving.isEmpty()) {
            return Extent.NONE;
        }
        return giving.stream().anyMatch(rule -> rule.claims().isEmpty() && isOnAll(rule, right))
                ? Extent.ALL
                : Extent.PART;
    }

    private static boolean isOnAll(Rule rule, Right right) {
        return switch (right) {
            case READ -> rule.isOfAllStreams();
            case WRITE -> rule.isOfAllStreams() && rule.commands().isEmpty();
            case QUERY -> rule.isOfAllViews();
            default -> rule.isOfAll();
        };
    }
}
