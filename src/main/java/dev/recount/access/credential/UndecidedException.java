package dev.recount.access.credential;

/** Tells that it cannot be said now whether a credential is good: the caller had better ask again. */
public final class UndecidedException extends Exception {

    private static final long serialVersionUID = 1L;

    public UndecidedException(String reason) {
        super(reason, null, false, false);
    }
}
