package dev.recount.seal.tree;

import java.io.ByteArrayOutputStream;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** Leaves that are added to a tree, and the tiles that change with them. */
public final class TreeGrowth {

    private final Tiles tiles;
    private final long before;
    private final TreeMap<TileId, ByteArrayOutputStream> changed =
            new TreeMap<>(Comparator.comparingInt(TileId::level).thenComparingLong(TileId::number));
    private long size;

    /**
     * Begins with a tree.
     *
     * @param tiles the tiles that it has
     */
    public TreeGrowth(Tiles tiles, long size) {
        this.tiles = tiles;
        this.before = size;
        this.size = size;
    }

    /** Adds a leaf. */
    public void add(TreeHash leaf) {
        add(0, size, leaf);
        size++;
    }

    private void add(int level, long index, TreeHash hash) {
        var id = new TileId(level, index / TileId.WIDTH);
        ByteArrayOutputStream tile = changed.computeIfAbsent(id, this::begun);
        tile.writeBytes(hash.bytes());
        if (tile.size() == TileId.WIDTH * TreeHash.BYTES) {
            add(level + 1, id.number(), new Tile(tile.toByteArray()).above(0, TileId.WIDTH));
        }
    }

    private ByteArrayOutputStream begun(TileId id) {
        int width = id.widthIn(before);
        var begun = new ByteArrayOutputStream(TileId.WIDTH * TreeHash.BYTES);
        if (width > 0) {
            begun.writeBytes(tiles.read(id, width).first(width).hashes());
        }
        return begun;
    }

    /** Returns how many leaves the tree has by now. */
    public long size() {
        return size;
    }

    /** Returns the tiles that have more hashes by now, or are new. */
    public Map<TileId, Tile> changed() {
        var all = new TreeMap<TileId, Tile>(changed.comparator());
        changed.forEach((id, tile) -> all.put(id, new Tile(tile.toByteArray())));
        return all;
    }

    /** Returns the tree as it is by now. */
    public MerkleTree tree() {
        Map<TileId, Tile> grown = changed();
        return new MerkleTree((id, width) -> grown.containsKey(id) ? grown.get(id) : tiles.read(id, width), size);
    }
}
