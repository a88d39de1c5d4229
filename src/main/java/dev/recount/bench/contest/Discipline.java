package dev.recount.bench.contest;

import dev.recount.bench.load.Spread;
import java.util.Arrays;
import java.util.Comparator;

/** The disciplines that can be measured. */
public enum Discipline {
    /** Rows like events, written as fast as the database can: the measure of all else. */
    LIMIT("a", "the database's own limit", "rows"),
    /** A transaction for each command, as most frameworks do it. */
    TRANSACTIONS("b", "one transaction per command", "rows"),
    /** Recount from within. */
    ENGINE("c", "the engine, without HTTP", "commands"),
    /** Recount from within, where few streams get most. */
    ENGINE_ZIPF("c-zipf", "the engine, streams by Zipf's law", "commands"),
    /** Recount from within, where one stream gets all. */
    ENGINE_ONE("c-one", "the engine, one stream alone", "commands"),
    /** Recount from within, with half as much to do as it could. */
    ENGINE_HALF("c-half", "the engine, at half its rate", "commands"),
    /** Recount over HTTP. */
    HTTP("d", "one command a request, over HTTP", "commands"),
    /** Recount over HTTP, with half as much to do as it could. */
    HTTP_HALF("d-half", "one command a request, at half its rate", "commands"),
    /** Recount over HTTP, in sessions. */
    SESSION("d-session", "one command a message, in sessions", "commands"),
    /** Recount over HTTP, many commands a request. */
    BULK("e", "bulk requests, over HTTP", "commands"),
    /** The cost of reading a stream from the database alone. */
    SCAN("f-scan", "plain scan of a stream's events", "events"),
    /** A stream's way into memory. */
    REPLAY("f", "replay of a stream", "events"),
    /** The cost of a view that is written by hand. */
    JDBC_CATCH_UP("g-jdbc", "a view's catch-up by batched JDBC", "events"),
    /** A view's way from the first event to the last. */
    CATCH_UP("g", "a view's catch-up, without history", "events"),
    /** The same, with its past kept. */
    CATCH_UP_WITH_HISTORY("g-history", "a view's catch-up, with history", "events"),
    /** Plain Pekko as its documentation shows it. */
    PEKKO("h", "plain Pekko Persistence JDBC, tagged", "commands"),
    /** Plain Pekko as its documentation shows it, without tags. */
    PEKKO_UNTAGGED("h-untagged", "plain Pekko Persistence JDBC, untagged", "commands"),
    /** The cost of persistent actors, whatever they are for. */
    PEKKO_OVER_JOURNAL("h-journal", "plain Pekko Persistence over Recount's journal", "commands");

    private final String key;
    private final String title;
    private final String unit;

    Discipline(String key, String title, String unit) {
        this.key = key;
        this.title = title;
        this.unit = unit;
    }

    /** Returns the short name by which it is chosen and reported. */
    public String key() {
        return key;
    }

    /** Returns the title, for people. */
    public String title() {
        return title;
    }

    /** Returns the unit that is counted. */
    public String unit() {
        return unit;
    }

    /** Returns the letter that this and its kin are chosen by. */
    public char letter() {
        return key.charAt(0);
    }

    /** Returns the letter with which the names of its accounts begin, which no other one's do. */
    public char mark() {
        return switch (this) {
            case ENGINE_ZIPF -> 'z';
            case ENGINE_ONE -> 's';
            case SESSION -> 'w';
            default -> letter();
        };
    }

    /** Returns how its payments are spread over so many accounts. */
    public Spread spread(int accounts) {
        return switch (this) {
            case ENGINE_ZIPF -> Spread.zipf(accounts);
            case ENGINE_ONE -> Spread.one();
            default -> Spread.even(accounts);
        };
    }

    /** Returns the discipline that it is compared with. */
    public Discipline base() {
        return switch (letter()) {
            case 'f' -> SCAN;
            case 'g' -> JDBC_CATCH_UP;
            default -> LIMIT;
        };
    }

    /** Returns the length of the longest title. */
    public static int longestTitle() {
        return Arrays.stream(values())
                .map(discipline -> discipline.title.length())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }
}
