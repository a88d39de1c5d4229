package dev.recount.view.query;

/** The types that the columns of a view can have. */
public enum ColumnType {
    /** Characters, compared by their code points. */
    TEXT("a text"),
    /** True or false. */
    BOOLEAN("true or false"),
    /** A whole number of 32 bits. */
    INTEGER("a whole number"),
    /** A whole number of 64 bits. */
    BIGINT("a whole number"),
    /** A floating-point number of 64 bits. */
    DOUBLE("a number"),
    /** An exact number. */
    DECIMAL("a number"),
    /** A point in time, to the microsecond. */
    INSTANT("an instant in UTC, as in 1993-12-31T12:00:00Z"),
    /** A day. */
    DATE("a day, as in 1993-12-31"),
    /** A universally unique identifier. */
    UUID("a UUID"),
    /** Anything else, as JSON; it is kept and told, but not searched. */
    JSON("JSON");

    private final String form;

    ColumnType(String form) {
        this.form = form;
    }

    /** Returns what a value of this type looks like, for a person. */
    public String form() {
        return form;
    }

    /** Tells whether values of this type can be added up. */
    public boolean isNumber() {
        return switch (this) {
            case INTEGER, BIGINT, DOUBLE, DECIMAL -> true;
            case TEXT, BOOLEAN, INSTANT, DATE, UUID, JSON -> false;
        };
    }
}
