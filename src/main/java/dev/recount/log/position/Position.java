package dev.recount.log.position;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The point of the whole log that a reader has come to: a place in the log of each journal. Only the log knows what it
 * is made of.
 *
 * <p>There is no order between events of different journals. So of two positions of a log of several journals, neither
 * may be the later one; with one journal, one always is.
 *
 * @param places a place for each journal, in the journals' order; those that are left out at the end are at the start
 */
public record Position(List<LogPlace> places) {

    /** The place before the first event of any journal. */
    public static final Position START = new Position(List.of());

    /** Stands between places; no place contains it, and it needs no escape in a URL. */
    private static final String SEPARATOR = "~";

    public Position {
        int length = places.size();
        while (length > 0 && places.get(length - 1).equals(LogPlace.START)) {
            length--;
        }
        places = List.copyOf(places.subList(0, length));
    }

    /** Returns the position that has come to a place in one journal, and to nothing in the others. */
    public static Position of(int journal, LogPlace place) {
        return START.with(journal, place);
    }

    /**
     * Reads a position as {@link #toString} writes it.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Position parse(String text) {
        var position = new Position(
                Arrays.stream(text.split(SEPARATOR, -1)).map(LogPlace::parse).toList());
        if (!position.toString().equals(text)) {
            throw new IllegalArgumentException("a position as the server gave it is expected");
        }
        return position;
    }

    /** Returns the place in a journal. */
    public LogPlace place(int journal) {
        return journal < places.size() ? places.get(journal) : LogPlace.START;
    }

    /** Returns the position that is at a place in one journal, and as this one in all others. */
    public Position with(int journal, LogPlace place) {
        var changed = new ArrayList<>(places);
        changed.addAll(Collections.nCopies(Math.max(0, journal + 1 - places.size()), LogPlace.START));
        changed.set(journal, place);
        return new Position(changed);
    }

    /** Tells whether who is here has seen all that who is there has. */
    public boolean covers(Position other) {
        return IntStream.range(0, other.places.size())
                .allMatch(journal -> place(journal).compareTo(other.place(journal)) >= 0);
    }

    /** Returns the position of who has seen all that one of the two has. */
    public Position join(Position other) {
        if (covers(other)) {
            return this;
        }
        return new Position(IntStream.range(0, Math.max(places.size(), other.places.size()))
                .mapToObj(journal -> Stream.of(place(journal), other.place(journal))
                        .max(LogPlace::compareTo)
                        .orElseThrow())
                .toList());
    }

    /** Returns how many events lie between here and a later position, by the numbers that events were given. */
    public long numbersTo(Position later) {
        return IntStream.range(0, later.places.size())
                .mapToLong(journal ->
                        later.place(journal).ordering() - place(journal).ordering())
                .map(number -> Math.max(0, number))
                .sum();
    }

    /** Returns the form that clients see. With one journal, it sorts as positions do. */
    @Override
    public String toString() {
        return places.isEmpty()
                ? LogPlace.START.toString()
                : places.stream().map(LogPlace::toString).collect(Collectors.joining(SEPARATOR));
    }
}
