package dev.recount.database.segment;

/** A segment that was deleted on purpose, so that what had moved into it is gone for good; the message says what. */
public final class SegmentDeletedException extends SegmentAwayException {

    private static final long serialVersionUID = 1L;

    public SegmentDeletedException(String message) {
        super(message);
    }
}
