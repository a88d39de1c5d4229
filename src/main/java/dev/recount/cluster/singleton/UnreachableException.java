package dev.recount.cluster.singleton;

/**
 * The node that does a piece of work did not answer in time, or there is none for now; the message says what was asked.
 */
public final class UnreachableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
