package dev.recount.model.type;

/**
 * The rule that says which events of a stream may move into the archive: those before one of its last settled points.
 *
 * @param settledPoints how many of the last settled points stay where they are, with all that came after the first of
 *     them; at least 1
 */
public record ArchivePolicy(int settledPoints) {

    public ArchivePolicy {
        if (settledPoints < 1) {
            throw new IllegalArgumentException("keepSettled: " + settledPoints + " is not at least 1");
        }
    }

    /** Keeps the last settled points, and all that came after the first of them; earlier events may move. */
    public static ArchivePolicy keepSettled(int points) {
        return new ArchivePolicy(points);
    }
}
