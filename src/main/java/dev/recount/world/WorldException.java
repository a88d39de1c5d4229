package dev.recount.world;

/** A world that cannot be made, or not be asked so; the message says why, for whoever asked. */
public final class WorldException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The kinds of reasons. */
    public enum Kind {
        /** The question does not fit the rules, or the record. */
        UNFIT,
        /** There are as many worlds as there may be. */
        FULL,
        /** The database did not allow it. */
        UNAVAILABLE
    }

    private final Kind kind;

    public WorldException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** Returns what kind of reason it is. */
    public Kind kind() {
        return kind;
    }
}
