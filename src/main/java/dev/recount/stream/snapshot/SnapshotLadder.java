package dev.recount.stream.snapshot;

import dev.recount.model.type.SnapshotPolicy;

/**
 * The rule by which snapshots of a stream are kept: all of the newest, and of older ones enough that no point of the
 * past is far from one.
 *
 * <p>With a snapshot every 100 events and the defaults, 10 and 10, the last 1,000 versions have all their snapshots,
 * earlier ones one for 1,000 versions; those of settled points stay, however old. So a past state takes a thousand
 * events at most to make, and a few hundred more where many were stored together.
 *
 * @param dense how many of the newest regular snapshots are all kept, at least 1
 * @param thinning how many regular snapshots one is kept of that is older; 1 keeps all
 */
public record SnapshotLadder(int dense, int thinning) {

    /** Returns the number of versions that one of the older snapshots has to do for. */
    long stretch(SnapshotPolicy policy) {
        return (long) policy.every() * thinning;
    }

    /** Returns the version up to which snapshots are thinned out, when the newest is of the given one. */
    long thinnedUpTo(long newest, SnapshotPolicy policy) {
        return newest - (long) policy.every() * dense;
    }

    /**
     * Tells whether it is time to thin out, as it is once in a stretch: with the first snapshot in it.
     *
     * @param before the version of the snapshot before the newest, or 0 if that is not known
     */
    boolean isDue(long before, long newest, SnapshotPolicy policy) {
        long stretch = stretch(policy);
        long last = before == 0 ? newest - policy.every() : before;
        return thinnedUpTo(newest, policy) > 0 && thinning > 1 && newest / stretch > last / stretch;
    }
}
