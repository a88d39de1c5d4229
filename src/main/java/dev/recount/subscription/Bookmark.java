package dev.recount.subscription;

import dev.recount.log.LogEntry;
import dev.recount.log.position.LogPlace;
import dev.recount.log.position.Position;
import java.util.ArrayList;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The point of the log that a reader has come to: a position, and perhaps, in a journal, a number of events into what
 * is stored right after it as one event, but is several today. To readers, it is the position of the last event that
 * they have got.
 *
 * @param position the position up to which everything has been seen
 * @param parts how many of the events were seen that are stored as the one after it, by the index of the journal
 */
public record Bookmark(Position position, SortedMap<Integer, Integer> parts) {

    private static final String JOURNALS = "~";
    private static final char PARTS = '.';

    /** Ends what is stored at a position. */
    public static Bookmark of(Position position) {
        return new Bookmark(position, new TreeMap<>());
    }

    /**
     * Returns where this reader is at a later position; where it has not moved, what it has seen a part of stays so.
     */
    public Bookmark at(Position later) {
        var kept = new TreeMap<>(parts);
        kept.keySet().removeIf(journal -> !later.place(journal).equals(position.place(journal)));
        return new Bookmark(later, kept);
    }

    /** Returns where this reader is after all of the next entry of a journal. */
    Bookmark after(LogEntry entry) {
        return at(position.join(entry.position()));
    }

    /** Returns where this reader is after a part of the next entry of a journal, and not its last. */
    Bookmark within(LogEntry entry, int part) {
        Bookmark before = at(position.with(entry.journal(), before(entry)));
        before.parts.put(entry.journal(), part);
        return before;
    }

    /**
     * With one journal, the text of the parts of an event has to sort before that of the event, and behind those of all
     * before.
     */
    private static LogPlace before(LogEntry entry) {
        return new LogPlace(entry.place().transaction(), entry.place().ordering() - 1);
    }

    /**
     * Reads a bookmark as {@link #toString} writes it.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Bookmark parse(String text) {
        String[] journals = text.split(JOURNALS, -1);
        var parts = new TreeMap<Integer, Integer>();
        var places = new ArrayList<LogPlace>();
        for (String journal : journals) {
            int separator = journal.indexOf(PARTS);
            if (separator >= 0) {
                parts.put(places.size(), number(journal.substring(separator + 1)));
            }
            places.add(LogPlace.parse(separator < 0 ? journal : journal.substring(0, separator)));
        }
        var bookmark = new Bookmark(new Position(places), parts);
        if (!bookmark.toString().equals(text)) {
            throw new IllegalArgumentException("a position as the server gave it is expected");
        }
        return bookmark;
    }

    private static int number(String parts) {
        long number = LogPlace.parse(LogPlace.START.toString().substring(0, 2) + parts)
                .ordering();
        if (number < 1 || number > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a position as the server gave it is expected");
        }
        return (int) number;
    }

    /** Tells whether a part of the next entry of a journal was seen already. */
    boolean hasPassed(LogEntry entry, int part) {
        return part <= parts.getOrDefault(entry.journal(), 0) && before(entry).equals(position.place(entry.journal()));
    }

    /** Returns the form that readers see. With one journal, it sorts as bookmarks do. */
    @Override
    public String toString() {
        if (parts.isEmpty()) {
            return position.toString();
        }
        int journals = Math.max(position.places().size(), parts.lastKey() + 1);
        return IntStream.range(0, journals)
                .mapToObj(journal -> position.place(journal) + partsOf(journal))
                .collect(Collectors.joining(JOURNALS));
    }

    private String partsOf(int journal) {
        return parts.containsKey(journal)
                ? PARTS + new LogPlace(0, parts.get(journal)).toString().substring(2)
                : "";
    }
}
