package dev.recount.http.tls;

/** A certificate or key that cannot be used; the message names the setting of its file. */
public final class TlsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TlsException(String message) {
        super(message);
    }
}
