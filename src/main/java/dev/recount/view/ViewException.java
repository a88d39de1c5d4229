package dev.recount.view;

/** A view that cannot do now what it is asked for, because its database is away or does not answer in time. */
public final class ViewException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ViewException(String message, Throwable cause) {
        super(message, cause);
    }

    ViewException(String message) {
        super(message);
    }
}
