package dev.recount.access.credential;

/**
 * Tells that a credential is not accepted. Why, is for the server's log: who tries credentials is not to learn from the
 * answers which part of one was right.
 */
public final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    public RefusedException(String reason) {
        super(reason, null, false, false);
    }
}
