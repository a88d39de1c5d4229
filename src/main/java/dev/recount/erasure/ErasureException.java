package dev.recount.erasure;

/** An erasure that has begun, cannot be ended now, and is ended later. */
public final class ErasureException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ErasureException(String problem) {
        super(problem);
    }

    ErasureException(String problem, Throwable cause) {
        super(problem + ": " + cause.getMessage(), cause);
    }
}
