package dev.recount.boundary;

/**
 * A stream type whose events have tags.
 *
 * @param revision the revision of the rule that gives them
 */
public record TaggedType(String streamType, int revision) {

    /** Returns the role of the nodes whose domains have this rule. */
    public String role() {
        return "tags:" + streamType + ":" + revision;
    }
}
