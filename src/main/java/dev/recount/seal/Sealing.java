package dev.recount.seal;

import dev.recount.cluster.singleton.BackgroundRounds;
import dev.recount.seal.store.StoredTree;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The growth of all trees beside those who write, on one node of the cluster. */
public final class Sealing extends BackgroundRounds {

    private final List<SealedTree> trees;
    private final Consumer<StoredTree> copy;

    /**
     * Prepares to seal.
     *
     * @param interval the time after which what is new is sealed
     * @param copy what is given the last checkpoint of each tree at once, again and again, and does not keep it waiting
     */
    public Sealing(List<SealedTree> trees, Duration interval, Consumer<StoredTree> copy) {
        super("seal", interval, "Events or rejections could not be sealed; that is tried again");
        this.trees = trees;
        this.copy = copy;
    }

    /** A journal that is away, or was changed, does not keep the others from being sealed. */
    @Override
    protected void round(BooleanSupplier isToEnd) {
        forEach(trees, tree -> {
            boolean hasMore = true;
            while (hasMore && !isToEnd.getAsBoolean()) {
                hasMore = tree.grow();
                tree.table().read().ifPresent(copy);
            }
        });
    }
}
