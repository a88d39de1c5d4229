package dev.recount.verifier;

/** A failure of something to be what it is said to be. */
final class VerificationException extends Exception {

    private static final long serialVersionUID = 1L;

    VerificationException(String message) {
        super(message);
    }
}
