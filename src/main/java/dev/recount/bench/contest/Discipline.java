package dev.recount.bench.contest;

import java.util.Arrays;
import java.util.Comparator;

/** What can be measured. */
public enum Discipline {
    /** What all else is held against. */
    LIMIT("a", "the database's own limit", "rows"),
    /** As most frameworks do. */
    TRANSACTIONS("b", "one transaction per command", "rows"),
    /** Recount from within. */
    ENGINE("c", "the engine, without HTTP", "commands"),
    /** Recount over HTTP. */
    HTTP("d", "one command a request, over HTTP", "commands"),
    /** Recount over HTTP, many commands a request. */
    BULK("e", "bulk requests, over HTTP", "commands"),
    /** What reading a stream costs. */
    SCAN("f-scan", "plain scan of a stream's events", "events"),
    /** A stream's way into memory. */
    REPLAY("f", "replay of a stream", "events"),
    /** What a view costs that is written by hand. */
    JDBC_CATCH_UP("g-jdbc", "a view's catch-up by batched JDBC", "events"),
    /** A view's way from the first event to the last. */
    CATCH_UP("g", "a view's catch-up, without history", "events"),
    /** The same, with its past kept. */
    CATCH_UP_WITH_HISTORY("g-history", "a view's catch-up, with history", "events"),
    /** As its documentation shows it. */
    PEKKO("h", "plain Pekko Persistence JDBC, tagged", "commands"),
    /** As its documentation shows it, without tags. */
    PEKKO_UNTAGGED("h-untagged", "plain Pekko Persistence JDBC, untagged", "commands"),
    /** What persistent actors cost, whatever they are for. */
    PEKKO_OVER_JOURNAL("h-journal", "plain Pekko Persistence over Recount's journal", "commands");

    private final String key;
    private final String title;
    private final String unit;

    Discipline(String key, String title, String unit) {
        this.key = key;
        this.title = title;
        this.unit = unit;
    }

    /** Returns the short name by which it is chosen and told. */
    public String key() {
        return key;
    }

    /** Returns what it is, for people. */
    public String title() {
        return title;
    }

    /** Returns what is counted. */
    public String unit() {
        return unit;
    }

    /** Returns the letter that this and its kin are chosen by. */
    public char letter() {
        return key.charAt(0);
    }

    /** Returns what it is held against. */
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
