package dev.recount.replay.world.outcome;

/** The kinds of difference between a decision on record and that of a world. */
public enum Change {
    /** It was rejected, and is accepted in the world. */
    ACCEPTED,
    /** It was accepted, and is rejected in the world. */
    REJECTED,
    /** It was rejected for one reason, and is for another. */
    OTHER_REASON,
    /** It was accepted, and is with other events. */
    OTHER_EVENTS,
    /** A handler sent it because of an event that does not happen in the world, or does not send it there. */
    DROPPED,
    /** A handler sends it in the world alone. */
    ADDED,
    /** A handler sent it because of an event that is corrected, or because of one that came of that. */
    CAUSED,
    /** Whoever asked for the world left it out, put something in its place, or corrected one of its events. */
    EDITED
}
