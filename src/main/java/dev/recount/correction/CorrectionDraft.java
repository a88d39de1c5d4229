package dev.recount.correction;

import java.util.List;

/**
 * A correction as somebody asks for it, of which nothing has been checked yet.
 *
 * @param field where it stands in what was asked, with a dot at the end, such as {@code corrections[1].}; empty where
 *     it stands alone
 * @param kind what it does
 * @param version the version that it is about
 * @param read the events that it gives
 * @param reason why it is made
 */
public record CorrectionDraft(String field, Kind kind, long version, List<Event> read, String reason) {

    public CorrectionDraft {
        read = List.copyOf(read);
    }

    /** A thing that corrections do. */
    public enum Kind {
        /** They give events that are read in the place of one. */
        INSTEAD,
        /** They give events that are read after one. */
        AFTER,
        /** They take an earlier correction back. */
        WITHDRAW
    }

    /**
     * An event as somebody gives it.
     *
     * @param name its name, such as {@code Deposited}
     * @param data its fields as JSON
     */
    public record Event(String name, String data) {}
}
