package dev.recount.server.settings;

/** A setting that cannot be used; the message names it. */
public final class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SettingsException(String message) {
        super(message);
    }
}
