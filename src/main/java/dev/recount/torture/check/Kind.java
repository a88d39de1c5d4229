package dev.recount.torture.check;

/** A kind of defect. */
public enum Kind {
    /** An acknowledged command is not in the log at the version that was answered, or not as it was sent. */
    LOST,
    /** A command was carried out twice, or a repeat was not answered with the first outcome. */
    DOUBLED,
    /** Of commands that were sent together, some were carried out and some were not. */
    PARTLY_CARRIED_OUT,
    /** The versions of a stream are not 1, 2, 3 … */
    VERSION_GAP,
    /** A command that began after another was acknowledged has no later version. */
    OUT_OF_ORDER,
    /** A look at a stream did not show an event that was acknowledged, or shown, before it began. */
    STALE_READ,
    /** A look at a stream showed an event whose command began only after the look had ended. */
    FUTURE_READ,
    /** The state that was told is not what the events up to its version come to. */
    WRONG_STATE,
    /** Two commands were accepted that expected the same version. */
    LOST_UPDATE,
    /** A command was accepted at another version than it expected. */
    WRONG_VERSION,
    /** The hashes do not tie a stream's events together. */
    BROKEN_CHAIN,
    /** The rules of the domain do not allow what happened. */
    BROKEN_RULE,
    /** The rows of a view are not what the log comes to. */
    WRONG_VIEW,
    /** Two streams hold the same value, or it is told of one that another holds it, or none. */
    WRONG_HOLDER,
    /** Something that handlers have to see to was not done, or was done twice. */
    WRONG_EFFECT,
    /** A subscriber missed an event, got one twice, or out of order. */
    WRONG_SUBSCRIPTION,
    /** A query did not see the event that it named. */
    UNSEEN_WRITE,
    /** Two checkpoints of a journal cannot both be of one history. */
    TWO_HISTORIES,
    /** A command that was not carried out, as its client was told, left events. */
    REJECTED_BUT_STORED,
    /** A command was answered in a way that nothing explains. */
    IMPLAUSIBLE_ANSWER,
    /** An event of a command that no client sent. */
    PHANTOM,
    /** The cluster did not become quiet after all faults were undone. */
    UNSETTLED
}
