package dev.recount.torture.fault;

import java.util.Locale;
import java.util.Optional;

/** The faults that can be done to a cluster; each is undone after a while. */
public enum FaultKind {
    /** A node is killed. */
    KILL("kill %d", "start %d", 2, 15),
    /** A node stands still. */
    PAUSE("pause %d", "resume %d", 1, 30),
    /** A node is cut off from the others, but not from the database, nor from clients. */
    PARTITION("partition %d", "heal", 15, 40),
    /** The clock of a node goes ahead at once, and is set back. */
    CLOCK_AHEAD("clock %d 90", "clock %d 0", 5, 30),
    /** The clock of a node goes back at once, and is set right. */
    CLOCK_BACK("clock %d -90", "clock %d 0", 5, 30),
    /** The database is killed. */
    POSTGRES_KILL("postgres kill", "postgres start", 1, 10),
    /** The database stands still. */
    POSTGRES_PAUSE("postgres pause", "postgres resume", 1, 10),
    /** The database is stopped and started again. */
    POSTGRES_RESTART("postgres restart", "", 0, 0),
    /** All connections to the database are ended, so that commits fail while it goes on. */
    POSTGRES_DISCONNECT("postgres disconnect", "", 0, 0),
    /** A node is stopped as an operator does, and started again. */
    RESTART("restart %d", "", 0, 0);

    private final String begin;
    private final String undo;
    private final int leastSeconds;
    private final int mostSeconds;

    FaultKind(String begin, String undo, int leastSeconds, int mostSeconds) {
        this.begin = begin;
        this.undo = undo;
        this.leastSeconds = leastSeconds;
        this.mostSeconds = mostSeconds;
    }

    /**
     * Returns the kind of a name, such as {@code postgres-kill}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static FaultKind named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Tells whether it is done to a node, not to the database. */
    boolean isOfNode() {
        return begin.contains("%d");
    }

    String begin(int node) {
        return String.format(Locale.ROOT, begin, node);
    }

    /** Returns the command that undoes it; nothing if it ends by itself. */
    Optional<String> undo(int node) {
        return undo.isEmpty() ? Optional.empty() : Optional.of(String.format(Locale.ROOT, undo, node));
    }

    int leastSeconds() {
        return leastSeconds;
    }

    int mostSeconds() {
        return mostSeconds;
    }
}
