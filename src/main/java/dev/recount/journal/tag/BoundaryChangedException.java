package dev.recount.journal.tag;

/** An append that was decided on events to which others have come since; nothing of it is stored. */
public final class BoundaryChangedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The sentence that is told of it. */
    public static final String SENTENCE = "what it is decided on has changed meanwhile, each time it was tried";

    public BoundaryChangedException() {
        super("what it was decided on has changed since");
    }
}
