package dev.recount.torture.seal;

import dev.recount.seal.tree.MissingTileException;
import dev.recount.seal.tree.Tile;
import dev.recount.seal.tree.TileId;
import dev.recount.seal.tree.Tiles;
import dev.recount.torture.http.Calls;
import java.util.HashMap;
import java.util.Map;

/** The tiles of a journal's tree as a node publishes them ({@code tlog-tiles} of the C2SP project). */
final class PublishedTiles implements Tiles {

    private final String url;
    private final Calls calls;
    private final Map<String, Tile> read = new HashMap<>();

    /**
     * Prepares to read.
     *
     * @param url where the tree is published
     */
    PublishedTiles(String url, Calls calls) {
        this.url = url;
        this.calls = calls;
    }

    @Override
    public Tile read(TileId id, int width) {
        String path = "/tile/" + id.path(width);
        Tile known = read.get(path);
        if (known == null) {
            known = new Tile(Published.get(calls, url + path).orElseThrow(() -> new MissingTileException(id, width)));
            read.put(path, known);
        }
        return known;
    }
}
