package dev.recount.view.query;

import dev.recount.json.text.TextForms;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The types that the columns of a view can have. */
public enum ColumnType {
    /** Characters, compared by their code points. */
    TEXT("a text", String.class),
    /** True or false. */
    BOOLEAN("true or false"),
    /** A whole number of 32 bits. */
    INTEGER("a whole number"),
    /** A whole number of 64 bits. */
    BIGINT("a whole number"),
    /** A whole number of any size. */
    WHOLE("a whole number"),
    /** A floating-point number of 64 bits. */
    DOUBLE("a number"),
    /** An exact number. */
    DECIMAL("a number"),
    /** A point in time, to the microsecond. */
    INSTANT("an instant in UTC of the years 1 to 9999, as in 1993-12-31T12:00:00Z"),
    /** A day. */
    DATE("a day of the years 1 to 9999, as in 1993-12-31"),
    /** A time of day, to the microsecond. */
    TIME("a time of day, as in 12:00:00"),
    /** A day and a time of it, to the microsecond, wherever that is. */
    DATE_TIME("a day and a time of the years 1 to 9999, as in 1993-12-31T12:00:00"),
    /** A length of time, to the nanosecond; in SQL, its seconds. */
    DURATION("a duration, as in PT1H30M"),
    /** A month of a year. */
    YEAR_MONTH("a month of the years 1 to 9999, as in 1993-12", YearMonth.class),
    /** A day of every year. */
    MONTH_DAY("a day of the year, as in --12-31", MonthDay.class),
    /** Years, months and days, which have no order among them but that of their texts. */
    PERIOD("a period, as in P1Y2M3D", Period.class),
    /** A time zone. */
    ZONE("a time zone, as in Europe/Prague", ZoneId.class),
    /** A currency. */
    CURRENCY("a currency, as in CZK", Currency.class),
    /** A language and what goes with it. */
    LOCALE("a language tag, as in cs-CZ", Locale.class),
    /** One of the names of an enum, compared as texts. */
    ENUM("one of the names", String.class),
    /** A universally unique identifier. */
    UUID("a UUID"),
    /** Anything else, as JSON; it is kept and told, but not searched. */
    JSON("JSON");

    private static final LocalDate FIRST_DAY = LocalDate.parse("0001-01-01");
    private static final LocalDate LAST_DAY = LocalDate.parse("9999-12-31");
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant BEYOND_LATEST = Instant.parse("+10000-01-01T00:00:00Z");

    private static final LocalDateTime EARLIEST_TIME = FIRST_DAY.atStartOfDay();
    private static final LocalDateTime BEYOND_LATEST_TIME = LAST_DAY.plusDays(1).atStartOfDay();

    private final String form;
    private final @Nullable Class<?> textual;

    ColumnType(String form) {
        this.form = form;
        this.textual = null;
    }

    /** A type whose values are held as the texts of a class that has a text form. */
    ColumnType(String form, Class<?> textual) {
        this.form = form;
        this.textual = textual;
    }

    /** Tells whether its values are held as texts. */
    public boolean isText() {
        return textual != null;
    }

    /**
     * Returns a text in the one form in which a column of texts holds it.
     *
     * @throws IllegalArgumentException if it is no value of this type
     * @throws java.time.DateTimeException if it is no value of this type
     */
    public String normal(String text) {
        return held(TextForms.normal(Objects.requireNonNull(textual), text));
    }

    /**
     * Returns a text that is in that form already.
     *
     * @throws IllegalArgumentException if a column does not hold it
     */
    public String held(String normal) {
        if (this == YEAR_MONTH) {
            int year = YearMonth.parse(normal).getYear();
            if (year < FIRST_DAY.getYear() || year > LAST_DAY.getYear()) {
                throw new IllegalArgumentException(normal);
            }
        }
        return normal;
    }

    /** Returns what a value of this type looks like, for a person. */
    public String form() {
        return form;
    }

    /**
     * Tells whether columns can hold a value: days and times of the years 1 to 9999, finite numbers, and all else.
     * Beyond that, databases do not agree on what comes before what, or keep another value.
     */
    public static boolean holds(Object value) {
        return switch (value) {
            case LocalDate day -> !day.isBefore(FIRST_DAY) && !day.isAfter(LAST_DAY);
            case Instant instant -> !instant.isBefore(EARLIEST) && instant.isBefore(BEYOND_LATEST);
            case LocalDateTime time -> !time.isBefore(EARLIEST_TIME) && time.isBefore(BEYOND_LATEST_TIME);
            case Double number -> Double.isFinite(number);
            default -> true;
        };
    }

    /** Tells whether values of this type can be added up. */
    public boolean isNumber() {
        return switch (this) {
            case INTEGER, BIGINT, WHOLE, DOUBLE, DECIMAL -> true;
            case TEXT,
                    BOOLEAN,
                    INSTANT,
                    DATE,
                    TIME,
                    DATE_TIME,
                    DURATION,
                    YEAR_MONTH,
                    MONTH_DAY,
                    PERIOD,
                    ZONE,
                    CURRENCY,
                    LOCALE,
                    ENUM,
                    UUID,
                    JSON -> false;
        };
    }
}
