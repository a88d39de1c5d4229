package dev.recount.view.query;

import java.time.Instant;
import java.time.LocalDate;

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
    INSTANT("an instant in UTC of the years 1 to 9999, as in 1993-12-31T12:00:00Z"),
    /** A day. */
    DATE("a day of the years 1 to 9999, as in 1993-12-31"),
    /** A universally unique identifier. */
    UUID("a UUID"),
    /** Anything else, as JSON; it is kept and told, but not searched. */
    JSON("JSON");

    private static final LocalDate FIRST_DAY = LocalDate.parse("0001-01-01");
    private static final LocalDate LAST_DAY = LocalDate.parse("9999-12-31");
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant BEYOND_LATEST = Instant.parse("+10000-01-01T00:00:00Z");

    private final String form;

    ColumnType(String form) {
        this.form = form;
    }

    /** Returns what a value of this type looks like, for a person. */
    public String form() {
        return form;
    }

    /**
     * Tells whether columns can hold a value: days and instants of the years 1 to 9999, finite numbers, and all else.
     * Beyond that, databases do not agree on what comes before what, or keep another value.
     */
    public static boolean holds(Object value) {
        return switch (value) {
            case LocalDate day -> !day.isBefore(FIRST_DAY) && !day.isAfter(LAST_DAY);
            case Instant instant -> !instant.isBefore(EARLIEST) && instant.isBefore(BEYOND_LATEST);
            case Double number -> Double.isFinite(number);
            default -> true;
        };
    }

    /** Tells whether values of this type can be added up. */
    public boolean isNumber() {
        return switch (this) {
            case INTEGER, BIGINT, DOUBLE, DECIMAL -> true;
            case TEXT, BOOLEAN, INSTANT, DATE, UUID, JSON -> false;
        };
    }
}
