package dev.recount.seal.tree;

import java.util.Arrays;

/** A sequence of hashes that stand beside each other in a tree, of which more may come after it. */
public final class Tile {

    /** A tile without a hash. */
    public static final Tile EMPTY = new Tile(new byte[0]);

    private final byte[] hashes;

    /**
     * Takes the bytes of hashes, one after another, which are not to be changed afterwards.
     *
     * @throws IllegalArgumentException if they are no hashes, or more than a tile has
     */
    public Tile(byte[] hashes) {
        if (hashes.length % TreeHash.BYTES != 0 || hashes.length > TileId.WIDTH * TreeHash.BYTES) {
            throw new IllegalArgumentException("a tile does not have " + hashes.length + " bytes");
        }
        this.hashes = hashes;
    }

    /** Returns the bytes of all its hashes; not to be changed. */
    public byte[] hashes() {
        return hashes;
    }

    /** Returns how many hashes it has. */
    public int width() {
        return hashes.length / TreeHash.BYTES;
    }

    /** Tells whether no hash comes after it. */
    public boolean isWhole() {
        return width() == TileId.WIDTH;
    }

    /** Returns one of the hashes, counted from 0. */
    public TreeHash hash(int index) {
        return new TreeHash(Arrays.copyOfRange(hashes, index * TreeHash.BYTES, (index + 1) * TreeHash.BYTES));
    }

    /** Returns the first of its hashes, so many. */
    public Tile first(int width) {
        return width == width() ? this : new Tile(Arrays.copyOf(hashes, width * TreeHash.BYTES));
    }

    /** Returns the one hash above some of its hashes: as many as a power of two, from a multiple of it. */
    TreeHash above(int from, int count) {
        return count == 1 ? hash(from) : TreeHash.ofNode(above(from, count / 2), above(from + count / 2, count / 2));
    }

    @Override
    public String toString() {
        return "a tile of " + width();
    }
}
