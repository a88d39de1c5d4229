package dev.recount.seal.tree;

/**
 * The place of a tile in a tree: at level 0 it holds the hashes of leaves, at each one above the hashes of whole tiles
 * below.
 *
 * @param level from 0
 * @param number which of its level, from 0
 */
public record TileId(int level, long number) {

    /** The most hashes of a tile. */
    public static final int WIDTH = 256;

    /** The levels of the tree that a tile stands for. */
    static final int HEIGHT = 8;

    private static final int GROUP = 1_000;

    /** Returns the tile of level 0 that holds a leaf. */
    public static TileId ofLeaf(long index) {
        return new TileId(0, index / WIDTH);
    }

    /** Returns how many hashes it has in a tree of a size, none where the tree has no such tile. */
    public int widthIn(long size) {
        long hashes = level >= Long.SIZE / HEIGHT ? 0 : size >>> (level * HEIGHT);
        return Math.clamp(hashes - number * WIDTH, 0, WIDTH);
    }

    /**
     * Returns its path as {@code tlog-tiles} writes it: its level, its number in groups of three digits, and its width
     * where it is not whole.
     */
    public String path(int width) {
        StringBuilder groups = new StringBuilder("%03d".formatted(number % GROUP));
        for (long rest = number / GROUP; rest > 0; rest /= GROUP) {
            groups.insert(0, "x%03d/".formatted(rest % GROUP));
        }
        return level + "/" + groups + (width == WIDTH ? "" : ".p/" + width);
    }
}
