package dev.recount.seal.tree;

/** A failure as a journal, or the tree that seals it, is not as it was signed, or not there any more. */
public abstract class SealException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    protected SealException(String message) {
        super(message);
    }
}
