package dev.recount.verifier;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The rejections of a database, held against the tree over them. They are kept for a time only: of older ones, the tree
 * has the entries, so that it must be there itself.
 */
final class SealedRejections {

    private static final String TREE = "rejections";
    private static final int MOST_TOLD = 20;

    private final Connection connection;
    private final Consumer<String> finding;
    private long told;
    private long away;
    private Instant lastAway = Instant.MIN;

    /**
     * Begins.
     *
     * @param finding is told what is not as it was sealed
     */
    SealedRejections(Connection connection, Consumer<String> finding) {
        this.connection = connection;
        this.finding = finding;
    }

    /**
     * Holds them against checkpoints, of which each one's signature was checked, and tells what is not as it was
     * sealed; returns how many things that are.
     *
     * @param checkpoints in the order of their sizes
     */
    long verify(List<SignedCheckpoint> checkpoints) throws SQLException, VerificationException {
        if (!checkpoints.isEmpty() && isSigned(checkpoints)) {
            compare(checkpoints.getLast().size());
        }
        return told;
    }

    /** Returns how many of them are not kept any more, in words; none if there are none. */
    String away() {
        return away == 0 ? "" : "; " + away + " of them, recorded up to " + lastAway + ", are not kept any more";
    }

    private void tell(String what) {
        if (told < MOST_TOLD) {
            finding.accept(what);
        }
        told++;
    }

    /** Tells whether the tree in the database is the one of which the checkpoints were signed. */
    private boolean isSigned(List<SignedCheckpoint> checkpoints) throws SQLException {
        var root = new GrowingRoot();
        try (var leaves = new StoredLeaves(connection, TREE)) {
            for (SignedCheckpoint checkpoint : checkpoints) {
                grow(root, leaves, checkpoint.size());
                if (root.size() < checkpoint.size()) {
                    tell("the tree of rejections has " + root.size() + " entries, and had " + checkpoint.size()
                            + " when the checkpoint was signed");
                } else if (!root.root().equals(checkpoint.root())) {
                    tell("the first " + checkpoint.size() + " entries of the tree of rejections are not those of which"
                            + " the checkpoint was signed");
                }
            }
        }
        return told == 0;
    }

    private void grow(GrowingRoot root, StoredLeaves leaves, long size) throws SQLException {
        boolean hasMore = true;
        while (hasMore && root.size() < size) {
            Optional<StoredLeaves.Leaf> leaf = leaves.next();
            hasMore = leaf.isPresent();
            if (hasMore && !leaf.get().isWhole()) {
                tell("what entry " + root.size() + " of the tree of rejections was is not kept as it was");
            }
            leaf.map(StoredLeaves.Leaf::hash).ifPresent(root::add);
        }
    }

    /** Goes through the entries and the rejections side by side, as both are in the order of numbers. */
    private void compare(long size) throws SQLException, VerificationException {
        Optional<Instant> oldest = RejectionRows.oldest(connection);
        try (var leaves = new StoredLeaves(connection, TREE);
                var rows = new RejectionRows(connection)) {
            Optional<RejectionEntry> row = rows.next();
            for (long index = 0; index < size; index++) {
                RejectionEntry entry =
                        RejectionEntry.parse(leaves.next().orElseThrow().text());
                while (row.isPresent() && row.get().number() < entry.number()) {
                    tell(row.get() + " was never sealed: it was added");
                    row = rows.next();
                }
                if (row.isPresent() && row.get().number() == entry.number()) {
                    requireSame(entry, row.get());
                    row = rows.next();
                } else {
                    missing(entry, oldest);
                }
            }
        }
    }

    private void requireSame(RejectionEntry entry, RejectionEntry row) {
        if (!row.leaf().equals(entry.leaf())) {
            tell(entry + " is not there as it was sealed: it was changed, or another one is in its place");
        }
    }

    /** Old ones are deleted in the order in which they were recorded, so that none is left from before the last. */
    private void missing(RejectionEntry entry, Optional<Instant> oldest) throws VerificationException {
        Instant recorded = entry.time();
        if (oldest.isPresent() && oldest.get().isBefore(recorded)) {
            tell(entry + " was sealed, and is missing, though older ones are there");
        } else {
            away++;
            lastAway = recorded.isAfter(lastAway) ? recorded : lastAway;
        }
    }
}
