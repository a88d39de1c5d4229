package dev.recount.seal.tree;

/** A place from which tiles of a tree are read. */
@FunctionalInterface
public interface Tiles {

    /**
     * Returns a tile with at least so many hashes.
     *
     * @throws MissingTileException if there is none
     */
    Tile read(TileId id, int width);
}
