package dev.recount.database.segment;

import dev.recount.database.sql.DatabaseException;

/** A segment that is not at hand, so that what has moved into it cannot be read; the message names its file. */
public sealed class SegmentAwayException extends DatabaseException permits SegmentDeletedException {

    private static final long serialVersionUID = 1L;

    SegmentAwayException(String message) {
        super(message);
    }

    public SegmentAwayException(String file, String problem) {
        super("what is archived in " + file + " cannot be read: " + problem);
    }

    public SegmentAwayException(String file, Throwable cause) {
        super("what is archived in " + file + " cannot be read: " + cause.getMessage(), cause);
    }
}
