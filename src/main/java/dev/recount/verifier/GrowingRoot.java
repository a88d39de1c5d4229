package dev.recount.verifier;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The root of a tree whose leaves come one after another, of which only the right edge is kept. */
final class GrowingRoot {

    private final List<Digest> edge = new ArrayList<>();
    private long size;

    GrowingRoot() {}

    /**
     * Goes on with a tree.
     *
     * @param hashes the hashes of the largest whole trees that it is made of, that of the largest first
     */
    GrowingRoot(long size, List<Digest> hashes) {
        this.size = size;
        Iterator<Digest> smallestFirst = hashes.reversed().iterator();
        for (int level = 0; smallestFirst.hasNext(); level++) {
            edge.add((size >> level) % 2 == 1 ? smallestFirst.next() : Digest.of());
        }
    }

    void add(Digest leaf) {
        Digest hash = leaf;
        int level = 0;
        for (long rest = size; rest % 2 == 1; rest >>= 1) {
            hash = Digest.node(edge.get(level), hash);
            level++;
        }
        while (edge.size() <= level) {
            edge.add(hash);
        }
        edge.set(level, hash);
        size++;
    }

    long size() {
        return size;
    }

    /** Returns the hashes of the largest whole trees that it is made of, that of the largest first. */
    List<Digest> edge() {
        var hashes = new ArrayList<Digest>();
        for (int level = edge.size() - 1; level >= 0; level--) {
            if ((size >> level) % 2 == 1) {
                hashes.add(edge.get(level));
            }
        }
        return hashes;
    }

    Digest root() {
        Digest root = null;
        for (int level = 0; level < edge.size(); level++) {
            if ((size >> level) % 2 == 1) {
                root = root == null ? edge.get(level) : Digest.node(edge.get(level), root);
            }
        }
        return root == null ? Digest.of() : root;
    }
}
