package dev.recount.json.text;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;

/**
 * Reads instants as {@link Instant#parse} does, and fast where they are written as {@link Instant#toString} writes
 * them.
 */
public final class Instants {

    private static final String FORM = "0000-00-00T00:00:00";
    private static final int MOST_DECIMALS = 9;

    private Instants() {}

    /**
     * Returns what {@link Instant#parse} makes of a text.
     *
     * @throws java.time.format.DateTimeParseException if it is no instant
     */
    public static Instant parse(String text) {
        if (!isPlain(text)) {
            return Instant.parse(text);
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        boolean isDay = month >= 1
                && month <= 12
                && day >= 1
                && (day <= 28 || YearMonth.of(year, month).isValidDay(day));
        if (!isDay || hour > 23 || minute > 59 || second > 59) {
            return Instant.parse(text);
        }
        long days = LocalDate.of(year, month, day).toEpochDay();
        int secondOfDay = (hour * 60 + minute) * 60 + second;
        return Instant.ofEpochSecond(days * 86_400 + secondOfDay, nanos(text));
    }

    /** Tells whether the text has four digits of a year, up to nine decimals and a Z, and nothing else. */
    private static boolean isPlain(String text) {
        int z = text.length() - 1;
        int decimals = z - FORM.length() - 1;
        if (z < FORM.length() || text.charAt(z) != 'Z' || decimals == 0 || decimals > MOST_DECIMALS) {
            return false;
        }
        for (int i = 0; i < z; i++) {
            char form = i < FORM.length() ? FORM.charAt(i) : i == FORM.length() ? '.' : '0';
            char found = text.charAt(i);
            if (form == '0' ? found < '0' || found > '9' : found != form) {
                return false;
            }
        }
        return true;
    }

    private static int nanos(String text) {
        int z = text.length() - 1;
        if (z == FORM.length()) {
            return 0;
        }
        int nanos = number(text, FORM.length() + 1, z);
        for (int decimals = z - FORM.length() - 1; decimals < MOST_DECIMALS; decimals++) {
            nanos *= 10;
        }
        return nanos;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }
}
