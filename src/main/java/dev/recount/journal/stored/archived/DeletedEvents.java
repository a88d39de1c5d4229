package dev.recount.journal.stored.archived;

import java.util.Optional;

/**
 * The events of one stream that were deleted: all up to a version, but for those that never move.
 *
 * @param version that version, 0 if none were deleted
 * @param settled the version of the state that is left of them, from which the stream goes on
 * @param rows how many rows the journal has of the events up to that version, which all stay
 */
public record DeletedEvents(long version, long settled, long rows) {

    /** A stream of which none were deleted. */
    public static final DeletedEvents NONE = new DeletedEvents(0, 0, 0);

    /** Tells whether there are any. */
    public boolean areThere() {
        return version > 0;
    }

    /** Returns what is wrong with their rows, if something is. */
    public Optional<String> problem() {
        return rows == version
                ? Optional.empty()
                : Optional.of("of the " + version + " events up to version " + version + ", which were deleted, "
                        + (version - rows) + " rows are missing");
    }
}
