package dev.recount.metrics;

import dev.recount.database.sql.DatabaseException;
import dev.recount.seal.SealedTree;
import dev.recount.seal.store.StoredTree;
import dev.recount.seal.store.WitnessedCheckpoint;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.Optional;

/**
 * The progress of a tree that seals a journal, as looks find it, one at a time: for how long what comes next has been
 * known to wait.
 */
final class SealProgress {

    private final SealedTree tree;
    private final boolean isWitnessed;
    private final Watermark next = new Watermark();
    private final Watermark nextWitnessed = new Watermark();

    /**
     * Begins without a look.
     *
     * @param isWitnessed whether witnesses are asked to sign its checkpoints
     */
    SealProgress(SealedTree tree, boolean isWitnessed) {
        this.tree = tree;
        this.isWitnessed = isWitnessed;
    }

    /** Returns the tags that tell the tree from others. */
    Tags tags(JournalTags journals) {
        return journals.of(tree.table().journal()).and("entries", tree.table().tree());
    }

    /**
     * The findings of a look.
     *
     * @param size how many entries the tree has
     * @param unsealed for how long the first entry has been known that is not in it
     * @param witnessed how many it had when its last checkpoint was signed that enough witnesses have signed
     * @param unwitnessed for how long the tree has been known to have more
     */
    record Found(long size, Duration unsealed, long witnessed, Duration unwitnessed) {}

    /** Looks; finds nothing where the database is away. */
    Optional<Found> look() {
        try {
            Optional<StoredTree> stored = tree.table().read();
            long size = stored.map(StoredTree::size).orElse(0L);
            long witnessed = tree.table()
                    .witnessed()
                    .read()
                    .map(WitnessedCheckpoint::size)
                    .orElse(0L);
            boolean isBehind = tree.isBehind(stored);
            long now = System.nanoTime();
            return Optional.of(new Found(
                    size,
                    next.age(isBehind ? Optional.of(size) : Optional.empty(), now),
                    witnessed,
                    nextWitnessed.age(
                            isWitnessed && witnessed != size ? Optional.of(witnessed) : Optional.empty(), now)));
        } catch (DatabaseException away) {
            return Optional.empty();
        }
    }
}
