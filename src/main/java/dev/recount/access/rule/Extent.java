package dev.recount.access.rule;

/** The extent to which somebody has a right. */
public enum Extent {
    /** On everything. */
    ALL,
    /** On something, and perhaps not on everything. */
    PART,
    /** On nothing. */
    NONE
}
