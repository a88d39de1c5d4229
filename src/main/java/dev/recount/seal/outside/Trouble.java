package dev.recount.seal.outside;

/** The kinds of trouble with those who remember checkpoints outside. */
public enum Trouble {

    /** It does not answer. */
    AWAY,

    /** It does not take what it is sent, as one that does not know the tree or its key. */
    REFUSED,

    /** It has signed another history of the tree than there is now. */
    CONTRADICTED,

    /** What it has signed with is not its key, or it has signed something else. */
    INVALID
}
