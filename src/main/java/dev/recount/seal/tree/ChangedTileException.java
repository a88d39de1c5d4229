package dev.recount.seal.tree;

/** A failure as a tile does not have the hashes that were signed. */
public final class ChangedTileException extends SealException {

    private static final long serialVersionUID = 1L;

    /** Names the tile. */
    public ChangedTileException(TileId id) {
        super("tile " + id.number() + " of level " + id.level() + " is not the one that was signed");
    }
}
