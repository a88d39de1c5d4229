package dev.recount.http.endpoint;

/**
 * A value that an endpoint reads of a request beside its path and its body; all of them may be left out.
 *
 * @param name its name
 * @param location where it stands
 * @param form the form of its value
 * @param summary what it is for, in a sentence
 */
public record Parameter(String name, Location location, Form form, String summary) {

    /** A part of a request that parameters stand in. */
    public enum Location {
        /** The query of the request's target. */
        QUERY,
        /** The headers. */
        HEADER
    }

    /** A form of values. */
    public enum Form {
        /** Any text. */
        TEXT,
        /** A whole number of 64 bits. */
        NUMBER,
        /** A day, as in {@code 1993-12-31}, or an instant in UTC, as in {@code 1993-12-31T12:00:00Z}. */
        TIME
    }

    /** The most entries of a page. */
    public static final Parameter LIMIT =
            query("limit", Form.NUMBER, "The most entries that are answered, up to 1,000.");

    /** As of when corrections are laid over. */
    public static final Parameter KNOWN = query(
            "known",
            Form.TEXT,
            "As of when: recorded, without corrections; or those that had been made by a time or a position.");

    /** Returns a parameter of the query. */
    public static Parameter query(String name, Form form, String summary) {
        return new Parameter(name, Location.QUERY, form, summary);
    }

    /** Returns a header. */
    public static Parameter header(String name, String summary) {
        return new Parameter(name, Location.HEADER, Form.TEXT, summary);
    }
}
