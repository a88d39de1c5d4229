package dev.recount.seal;

import dev.recount.log.position.LogPlace;
import dev.recount.seal.store.SealTable;
import dev.recount.seal.store.SealTable.PlacedTile;
import dev.recount.seal.tree.TileId;
import dev.recount.seal.tree.Tiles;
import dev.recount.seal.tree.TreeGrowth;
import dev.recount.seal.tree.TreeHash;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Entries that are added to a tree, and what is to be stored of it then. */
final class LeafGrowth {

    private final TreeGrowth growth;

    /** What lies under the tiles of leaves that have changed. */
    private final Map<Long, Under> under = new HashMap<>();

    /** The entries under a tile of leaves. */
    private record Under(LogPlace first, StringBuilder entries) {}

    /** Begins with a tree, or without one. */
    LeafGrowth(Optional<SignedTree> before, SealTable table) {
        long size = before.map(SignedTree::size).orElse(0L);
        Tiles tiles = before.<Tiles>map(SignedTree::tiles).orElse(table); // of which nothing is read where it is new
        this.growth = new TreeGrowth(tiles, size);
        var last = TileId.ofLeaf(size);
        if (last.widthIn(size) > 0) {
            PlacedTile begun = table.placed(last, last.widthIn(size));
            under.put(last.number(), new Under(begun.first(), new StringBuilder(begun.entries())));
        }
    }

    /** Adds an entry. */
    void add(Leaf leaf) {
        under.computeIfAbsent(growth.size() / TileId.WIDTH, _ -> new Under(leaf.place(), new StringBuilder()))
                .entries
                .append(leaf.text());
        growth.add(leaf.hash());
    }

    /** Returns how many entries the tree has by now. */
    long size() {
        return growth.size();
    }

    /** Returns the root of the tree by now. */
    TreeHash root() {
        return growth.tree().root();
    }

    /** Returns the tiles that have changed. */
    Map<TileId, PlacedTile> changed() {
        var placed = new LinkedHashMap<TileId, PlacedTile>();
        growth.changed().forEach((id, tile) -> {
            Optional<Under> leaves = Optional.ofNullable(under.get(id.number())).filter(_ -> id.level() == 0);
            placed.put(
                    id,
                    new PlacedTile(
                            leaves.map(Under::first).orElse(LogPlace.START),
                            tile,
                            leaves.map(each -> each.entries.toString()).orElse("")));
        });
        return placed;
    }
}
