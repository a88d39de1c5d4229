package dev.recount.migration;

/** A step of a migration that cannot be taken now; the message says why. */
final class CopyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CopyException(String message) {
        super(message);
    }
}
