package dev.recount.bench.load;

/** Thrown when a payment was not acknowledged, so that nothing measured would mean anything. */
public final class LoadFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says what went wrong. */
    public LoadFailedException(String message) {
        super(message);
    }

    LoadFailedException(Throwable cause) {
        super("a payment was not acknowledged: " + cause, cause);
    }
}
