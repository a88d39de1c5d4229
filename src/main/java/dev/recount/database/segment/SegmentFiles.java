package dev.recount.database.segment;

/** The place in which the files of segments are. */
@FunctionalInterface
public interface SegmentFiles {

    /**
     * Returns the content of a file; blocks.
     *
     * @throws SegmentAwayException if it is not there, or the place does not answer
     */
    byte[] content(String file);
}
