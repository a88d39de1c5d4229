package dev.recount.server.settings;

/**
 * The telling of the inner workings: the lines that are told, and their form.
 *
 * @param level the least important lines that are told: ERROR, WARN, INFO or DEBUG
 * @param format the form of a line
 */
public record LogSettings(String level, Format format) {

    /** The form of a line. */
    public enum Format {
        /** For people. */
        TEXT,
        /** For programs: a JSON object. */
        JSON
    }
}
