package dev.recount.journal.stored.archived;

import dev.recount.model.StreamId;

/**
 * The settled state of an archived stream, as far as it can be told without reading it.
 *
 * @param version the version that the stream had then, 0 where none is kept yet
 * @param name the name under which it is saved
 * @param drops how often the saved states of the stream have been dropped
 * @param isDropped whether it is one of those, so that it counts no more
 * @param archived the version up to which the stream is archived
 * @param deleted the version up to which its events were deleted, 0 if none were
 */
public record SettledState(
        StreamId stream, long version, String name, long drops, boolean isDropped, long archived, long deleted) {

    /** Returns one that is made anew of it, and counts. */
    public SettledState anew(long otherVersion, String otherName) {
        return new SettledState(stream, otherVersion, otherName, drops, false, archived, deleted);
    }
}
