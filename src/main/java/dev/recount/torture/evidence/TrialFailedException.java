package dev.recount.torture.evidence;

/** A trial that could not be run or read; the message says why and what to do. */
public final class TrialFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TrialFailedException(String message) {
        super(message);
    }
}
