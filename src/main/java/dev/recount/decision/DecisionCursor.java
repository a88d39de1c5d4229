package dev.recount.decision;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The point that a reader of a stream's decisions has reached. Accepted commands and rejections each only ever get more
 * at their own end, so this pair of ends misses none and doubles none, however late a rejection is recorded.
 *
 * @param version the version of the last event of the last accepted command
 * @param rejection the number of the last rejection
 */
public record DecisionCursor(long version, long rejection) {

    /** Before the first decision. */
    public static final DecisionCursor START = new DecisionCursor(0, 0);

    private static final int RADIX = 36;
    private static final Pattern FORM = Pattern.compile("([0-9a-z]{1,12})-([0-9a-z]{1,12})");

    /**
     * Reads a cursor as {@link #toString} wrote it.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static DecisionCursor parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("must be as an answer gave it");
        }
        return new DecisionCursor(Long.parseLong(form.group(1), RADIX), Long.parseLong(form.group(2), RADIX));
    }

    @Override
    public String toString() {
        return Long.toString(version, RADIX) + "-" + Long.toString(rejection, RADIX);
    }
}
