package dev.recount.model.type;

import java.time.Period;
import java.util.Optional;

/**
 * The rule that says which events of a stream may move into the archive: those before one of its last settled points;
 * and when they may be deleted from it.
 *
 * @param settledPoints how many of the last settled points stay where they are, with all that came after the first of
 *     them; at least 1
 * @param retention how long events stay in the archive after they were recorded; nothing where they stay for good
 */
public record ArchivePolicy(int settledPoints, Optional<Period> retention) {

    public ArchivePolicy {
        if (settledPoints < 1) {
            throw new IllegalArgumentException("keepSettled: " + settledPoints + " is not at least 1");
        }
        if (retention.filter(Period::isNegative).isPresent()) {
            throw new IllegalArgumentException("deleteAfter: " + retention.get() + " is negative");
        }
    }

    /**
     * Keeps the last settled points, and all that came after the first of them; earlier events may move, and none is
     * ever deleted.
     */
    public static ArchivePolicy keepSettled(int points) {
        return new ArchivePolicy(points, Optional.empty());
    }

    /**
     * Lets archived events be deleted for good that were recorded longer ago than that. What is left of them is the
     * state of their stream, which must not get another form any more.
     */
    public ArchivePolicy deleteAfter(Period period) {
        return new ArchivePolicy(settledPoints, Optional.of(period));
    }
}
