package dev.recount.seal.tree;

/** A failure as a tile is not there that a tree has. */
public final class MissingTileException extends SealException {

    private static final long serialVersionUID = 1L;

    public MissingTileException(TileId id, int width) {
        super("tile " + id.number() + " of level " + id.level() + " has less than its " + width + " hashes");
    }
}
