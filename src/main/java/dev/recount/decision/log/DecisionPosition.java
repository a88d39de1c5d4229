package dev.recount.decision.log;

import dev.recount.log.position.LogPlace;
import dev.recount.log.position.Position;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The point that a reader of the decisions of all streams has come to. The log and the record of rejections of each
 * journal only ever get more at their own ends, so this tuple of ends misses none and doubles none, however late a
 * rejection is recorded.
 *
 * @param log the position after the last event of an accepted command
 * @param rejections the number of the last rejection of each journal; those that are left out at the end are 0
 */
public record DecisionPosition(Position log, List<Long> rejections) {

    /** Before the first decision. */
    public static final DecisionPosition START = new DecisionPosition(Position.START, List.of());

    private static final int RADIX = 36;
    private static final String JOURNALS = "~";
    private static final Pattern FORM = Pattern.compile("([0-9a-z~]+)-([0-9a-z]{1,12}(?:~[0-9a-z]{1,12})*)");

    public DecisionPosition {
        int length = rejections.size();
        while (length > 0 && rejections.get(length - 1) == 0) {
            length--;
        }
        rejections = List.copyOf(rejections.subList(0, length));
    }

    /** Returns the place in the log of a journal. */
    public LogPlace place(int journal) {
        return log.place(journal);
    }

    /** Returns the number of the last rejection of a journal. */
    public long rejection(int journal) {
        return journal < rejections.size() ? rejections.get(journal) : 0;
    }

    /** Returns the position that is elsewhere in one journal, and as this one in all others. */
    DecisionPosition with(int journal, LogPlace place, long rejection) {
        var changed = new ArrayList<>(rejections);
        changed.addAll(Collections.nCopies(Math.max(0, journal + 1 - rejections.size()), 0L));
        changed.set(journal, rejection);
        return new DecisionPosition(log.with(journal, place), changed);
    }

    /**
     * Reads a position as {@link #toString} writes it.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static DecisionPosition parse(String text) {
        Matcher form = FORM.matcher(text);
        if (form.matches()) {
            List<Long> rejections = Arrays.stream(form.group(2).split(JOURNALS))
                    .map(number -> Long.parseLong(number, RADIX))
                    .toList();
            var position = new DecisionPosition(Position.parse(form.group(1)), rejections);
            if (position.toString().equals(text)) {
                return position;
            }
        }
        throw new IllegalArgumentException("must be as an answer gave it");
    }

    /** Returns the form that readers see, which needs no escape in a URL. */
    @Override
    public String toString() {
        return log + "-"
                + (rejections.isEmpty()
                        ? "0"
                        : rejections.stream()
                                .map(number -> Long.toString(number, RADIX))
                                .collect(Collectors.joining(JOURNALS)));
    }
}
