package dev.recount.bench.load;

/**
 * The length of a turn: a time, or a number of payments.
 *
 * @param nanos after this time, nothing more is sent
 * @param count after so many, nothing more is sent
 */
public record Length(long nanos, long count) {

    /** Returns a length in time. */
    public static Length ofSeconds(double seconds) {
        return new Length((long) (seconds * 1e9), Long.MAX_VALUE);
    }

    /** Returns a length in payments. */
    public static Length ofCount(long count) {
        return new Length(Long.MAX_VALUE, count);
    }

    /** Returns a part of this length. */
    public Length dividedBy(int parts) {
        return new Length(nanos / parts, Math.max(1, count / parts));
    }

    /** Returns so many, or less if this length is a smaller number. */
    public int atMost(int most) {
        return (int) Math.min(most, count);
    }
}
