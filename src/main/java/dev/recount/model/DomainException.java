package dev.recount.model;

/** A mistake in the definition of a domain; the message names the class and says what to change. */
public final class DomainException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DomainException(String message) {
        super(message);
    }

    public DomainException(String message, Throwable cause) {
        super(message, cause);
    }
}
