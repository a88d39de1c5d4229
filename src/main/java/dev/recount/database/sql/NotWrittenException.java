package dev.recount.database.sql;

/** An append that failed and is certain not to be in the journal, as its transaction never came to its commit. */
public final class NotWrittenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotWrittenException(String message) {
        super(message);
    }

    public NotWrittenException(String message, Throwable cause) {
        super(message, cause);
    }
}
