package dev.recount.journal.codec;

/** Personal data could not be sealed, so nothing was written. */
public abstract sealed class UnsealedException extends RuntimeException
        permits KeysNotAtHandException, SubjectErasedException {

    private static final long serialVersionUID = 1L;

    UnsealedException(String problem) {
        super(problem, null, false, false);
    }
}
