package dev.recount.journal.stored.archived;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place in a segment where the bytes of an event are. The event's row holds it in their stead, after a zero byte,
 * with which no stored bytes begin: they are JSON.
 *
 * @param segment the number of the segment in its journal
 * @param offset where the block with the event's line begins in the file
 * @param line which line of the block it is, from 0
 */
public record ArchivedPlace(int segment, int offset, int line) {

    private static final Pattern FORM = Pattern.compile("\0(\\d{1,9}):(\\d{1,9}):(\\d{1,9})");

    /** The most bytes that such a place has; an event of no more bytes stays where it is. */
    public static final int LONGEST = 30;

    /** Returns the bytes that the row holds. */
    public byte[] bytes() {
        return ("\0" + segment + ":" + offset + ":" + line).getBytes(StandardCharsets.US_ASCII);
    }

    /** Reads what a row holds; nothing where those are the bytes of the event themselves. */
    public static Optional<ArchivedPlace> of(byte[] held) {
        if (held.length == 0 || held.length > LONGEST || held[0] != 0) {
            return Optional.empty();
        }
        Matcher form = FORM.matcher(new String(held, StandardCharsets.ISO_8859_1));
        return form.matches()
                ? Optional.of(new ArchivedPlace(number(form, 1), number(form, 2), number(form, 3)))
                : Optional.empty();
    }

    private static int number(Matcher form, int group) {
        return Integer.parseInt(form.group(group));
    }
}
