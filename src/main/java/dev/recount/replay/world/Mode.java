package dev.recount.replay.world;

/** The ways in which a world follows from what is on record. */
public enum Mode {
    /**
     * Each recorded command is decided by the other rules on the state that was recorded: what is different is due to
     * the rules alone.
     */
    DECISIONS,
    /**
     * What the other rules decide happens, and later commands meet that: what is different is due to the rules, and to
     * all that follows.
     */
    COUNTERFACTUAL
}
