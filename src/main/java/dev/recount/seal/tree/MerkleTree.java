package dev.recount.seal.tree;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A tree as of a size: its root, and the proofs that RFC 6962, section 2.1, defines. Each tile is read once, so that an
 * object of this class is for one question, or for some at a time.
 */
public final class MerkleTree {

    private final Tiles tiles;
    private final long size;
    private final Map<TileId, Tile> read = new HashMap<>();

    public MerkleTree(Tiles tiles, long size) {
        this.tiles = tiles;
        this.size = size;
    }

    /** Returns the root. */
    public TreeHash root() {
        return size == 0 ? TreeHash.ofNothing() : hash(0, size);
    }

    /**
     * Returns the audit path of a leaf, from beside it up to below the root.
     *
     * @throws IndexOutOfBoundsException if there is no such leaf
     */
    public List<TreeHash> inclusion(long index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("a tree of " + size + " leaves has none of index " + index);
        }
        var path = new ArrayList<TreeHash>();
        addPath(index, 0, size, path);
        return path;
    }

    private void addPath(long index, long from, long to, List<TreeHash> path) {
        if (to - from == 1) {
            return;
        }
        long middle = from + split(to - from);
        if (index < middle) {
            addPath(index, from, middle, path);
            path.add(hash(middle, to));
        } else {
            addPath(index, middle, to, path);
            path.add(hash(from, middle));
        }
    }

    /**
     * Returns the proof that the tree of an earlier size is the beginning of this one; it is empty if that has no leaf,
     * or all of them.
     *
     * @throws IndexOutOfBoundsException if it is larger than this one
     */
    public List<TreeHash> consistency(long earlier) {
        if (earlier < 0 || earlier > size) {
            throw new IndexOutOfBoundsException("a tree of " + size + " leaves was never one of " + earlier);
        }
        var proof = new ArrayList<TreeHash>();
        if (earlier > 0) {
            addProof(earlier, 0, size, true, proof);
        }
        return proof;
    }

    /** SUBPROOF of RFC 6962, section 2.1.2. */
    private void addProof(long earlier, long from, long to, boolean isWholeOfEarlier, List<TreeHash> proof) {
        if (earlier == to) {
            if (!isWholeOfEarlier) {
                proof.add(hash(from, to));
            }
            return;
        }
        long middle = from + split(to - from);
        if (earlier <= middle) {
            addProof(earlier, from, middle, isWholeOfEarlier, proof);
            proof.add(hash(middle, to));
        } else {
            addProof(earlier, middle, to, false, proof);
            proof.add(hash(from, middle));
        }
    }

    /** Returns the largest power of two that is smaller. */
    private static long split(long leaves) {
        return Long.highestOneBit(leaves - 1);
    }

    private TreeHash hash(long from, long to) {
        long leaves = to - from;
        if (Long.bitCount(leaves) == 1 && from % leaves == 0) {
            return whole(Long.numberOfTrailingZeros(leaves), from / leaves);
        }
        long middle = from + split(leaves);
        return TreeHash.ofNode(hash(from, middle), hash(middle, to));
    }

    /** Returns the hash over two to the power of the height leaves. */
    private TreeHash whole(int height, long index) {
        int count = 1 << (height % TileId.HEIGHT);
        long first = index * count;
        var id = new TileId(height / TileId.HEIGHT, first / TileId.WIDTH);
        int from = (int) (first % TileId.WIDTH);
        Tile tile = read.computeIfAbsent(id, _ -> tiles.read(id, id.widthIn(size)));
        if (tile.width() < from + count) {
            throw new MissingTileException(id, id.widthIn(size));
        }
        return tile.above(from, count);
    }
}
