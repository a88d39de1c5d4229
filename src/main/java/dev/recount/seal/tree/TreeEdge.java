package dev.recount.seal.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * The right edge of a tree: the hashes of the largest whole trees beside each other that it is made of, from which it
 * goes on growing without what came before.
 */
public final class TreeEdge {

    private final List<TreeHash> hashes;
    private long size;

    /**
     * Begins with a tree.
     *
     * @param size how many leaves it has
     * @param hashes the hashes of its edge, that of the largest tree first
     * @throws IllegalArgumentException if a tree of this size does not have so many
     */
    public TreeEdge(long size, List<TreeHash> hashes) {
        if (size < 0 || hashes.size() != Long.bitCount(size)) {
            throw new IllegalArgumentException(
                    "the edge of a tree of " + size + " leaves does not have " + hashes.size() + " hashes");
        }
        this.size = size;
        this.hashes = new ArrayList<>(hashes);
    }

    /** Adds a leaf. */
    public void add(TreeHash leaf) {
        TreeHash hash = leaf;
        for (long rest = size; rest % 2 == 1; rest >>= 1) {
            hash = TreeHash.ofNode(hashes.removeLast(), hash);
        }
        hashes.add(hash);
        size++;
    }

    /** Returns how many leaves the tree has by now. */
    public long size() {
        return size;
    }

    /** Returns the hashes of its edge by now, that of the largest tree first. */
    public List<TreeHash> hashes() {
        return List.copyOf(hashes);
    }

    /** Returns the root of the tree by now. */
    public TreeHash root() {
        return hashes.reversed().stream()
                .reduce((right, left) -> TreeHash.ofNode(left, right))
                .orElseGet(TreeHash::ofNothing);
    }
}
