package dev.recount.log.position;

/**
 * An event's place in the log of its journal.
 *
 * <p>On PostgreSQL, numbers are given to events before their transactions commit, so that a lower number may appear
 * later. The transaction's own id comes first, therefore: readers see only transactions below the oldest that is still
 * open.
 *
 * @param transaction the id of the transaction that stored the event; 0 where the order of numbers is that of commits
 * @param ordering the number of the event
 */
public record LogPlace(long transaction, long ordering) implements Comparable<LogPlace> {

    /** The place before the first event. */
    public static final LogPlace START = new LogPlace(0, 0);

    private static final int RADIX = 36;

    public LogPlace {
        if (transaction < 0 || ordering < 0) {
            throw new IllegalArgumentException("position: " + transaction + ", " + ordering + " is negative");
        }
    }

    /**
     * Reads a place as {@link #toString} writes it.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static LogPlace parse(String text) {
        try {
            int length = digit(text, 0);
            int second = 1 + length;
            long transaction = Long.parseLong(text, 1, second, RADIX);
            long ordering = Long.parseLong(text, second + 1, second + 1 + digit(text, second), RADIX);
            var place = new LogPlace(transaction, ordering);
            if (place.toString().equals(text)) {
                return place;
            }
        } catch (IndexOutOfBoundsException | NumberFormatException malformed) {
            throw new IllegalArgumentException("a position as the server gave it is expected", malformed);
        }
        throw new IllegalArgumentException("a position as the server gave it is expected");
    }

    private static int digit(String text, int at) {
        return Integer.parseInt(text, at, at + 1, RADIX);
    }

    @Override
    public int compareTo(LogPlace other) {
        int byTransaction = Long.compare(transaction, other.transaction);
        return byTransaction != 0 ? byTransaction : Long.compare(ordering, other.ordering);
    }

    /** Returns the form that clients see, which sorts as places do. */
    @Override
    public String toString() {
        return sortable(transaction) + sortable(ordering);
    }

    private static String sortable(long number) {
        String digits = Long.toString(number, RADIX);
        return Integer.toString(digits.length(), RADIX) + digits;
    }
}
