package dev.recount.replay.world;

/** The ways in which a world follows from what is on record. */
public enum Mode {
    /**
     * Each recorded command is decided by the other rules on the state that was recorded: what is different is due to
     * the rules alone.
     */
    DECISIONS,
    /**
     * The decisions of the other rules happen, and later commands meet them: what is different is due to the rules, and
     * to all that follows.
     */
    COUNTERFACTUAL
}
