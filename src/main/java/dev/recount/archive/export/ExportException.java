package dev.recount.archive.export;

/** A failure as what is to be exported, or was exported before, does not hold; the message says what. */
public final class ExportException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ExportException(String message) {
        super(message);
    }

    public ExportException(String message, Throwable cause) {
        super(message, cause);
    }
}
