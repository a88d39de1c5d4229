package dev.recount.seal.tree;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The tiles of a tree, each of which is held against the root before it is given out, so that it matters little where
 * they come from. For one thread at a time.
 */
public final class ProvenTiles implements Tiles {

    /** Those of a path up to the root, and of those beside it that are read next. */
    private static final int MOST_KEPT = 32;

    private final Tiles tiles;
    private final long size;

    /** The tiles that are not whole: what the root is made of, and each is the last of its level. */
    private final Map<TileId, Tile> last = new HashMap<>();

    /** The whole ones that were read last, the latest at the end. */
    private final Map<TileId, Tile> kept = new LinkedHashMap<>(MOST_KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TileId, Tile> eldest) {
            return size() > MOST_KEPT;
        }
    };

    private final TreeHash root;

    /**
     * Reads what makes the root.
     *
     * @param tiles the place from which they are read
     * @param size how many leaves the tree has
     */
    public ProvenTiles(Tiles tiles, long size) {
        this.tiles = tiles;
        this.size = size;
        this.root = new MerkleTree(this::ofRoot, size).root();
    }

    private Tile ofRoot(TileId id, int width) {
        Tile tile = tiles.read(id, width).first(width);
        if (!tile.isWhole()) {
            last.put(id, tile);
        }
        return tile;
    }

    /** Returns the root, which is for the caller to be held against what was signed. */
    public TreeHash root() {
        return root;
    }

    /**
     * Returns a tile with all its hashes in this tree.
     *
     * @param width at most as many as it has in this tree
     * @throws MissingTileException if the tree has no such tile, or it is not there
     * @throws ChangedTileException if it is not the one that the root was made of
     */
    @Override
    public Tile read(TileId id, int width) {
        if (width > id.widthIn(size)) {
            throw new MissingTileException(id, width);
        }
        Tile known = last.containsKey(id) ? last.get(id) : kept.get(id);
        if (known != null) {
            return known;
        }
        Tile proven = proven(id);
        kept.put(id, proven);
        return proven;
    }

    private Tile proven(TileId id) {
        Tile tile = tiles.read(id, TileId.WIDTH);
        var above = new TileId(id.level() + 1, id.number() / TileId.WIDTH);
        TreeHash expected = read(above, 1).hash((int) (id.number() % TileId.WIDTH));
        if (!tile.first(TileId.WIDTH).above(0, TileId.WIDTH).equals(expected)) {
            throw new ChangedTileException(id);
        }
        return tile;
    }
}
