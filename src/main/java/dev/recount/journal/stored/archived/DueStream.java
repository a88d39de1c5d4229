package dev.recount.journal.stored.archived;

import dev.recount.model.StreamId;

/**
 * A stream of which events may move into the archive.
 *
 * @param archived the version up to which they have moved, 0 if none have
 * @param settled the version of the settled point before which they may move, which stays
 * @param deleted the version up to which its events were deleted, 0 if none were
 */
public record DueStream(StreamId stream, long archived, long settled, long deleted) {

    /** Returns how many events may move, at most. */
    public long events() {
        return settled - archived - 1;
    }

    /** Tells whether the event of a version may move. */
    public boolean hasDue(long version) {
        return version > archived && version < settled;
    }
}
