package dev.recount.seal.store;

import dev.recount.database.Database;
import dev.recount.database.sql.DatabaseException;
import dev.recount.database.sql.Select;
import dev.recount.database.sql.Statements;
import dev.recount.database.sql.Transactions;
import dev.recount.log.position.LogPlace;
import dev.recount.seal.tree.MissingTileException;
import dev.recount.seal.tree.Tile;
import dev.recount.seal.tree.TileId;
import dev.recount.seal.tree.Tiles;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * One of the trees of a journal, in its tables. Every method blocks, and throws {@link DatabaseException} when the
 * database does not answer.
 */
public final class SealTable implements Tiles {

    /** The tree of the events of a journal. */
    public static final String EVENTS = "events";

    /** The tree of the rejections of a journal. */
    public static final String REJECTIONS = "rejections";

    /** What the reason of a tree ends with that was ended with the key that has signed it. */
    private static final String OTHER_KEY = "; another key signs from then on";

    private final Transactions transactions;
    private final int journal;
    private final String tree;
    private final WitnessedTable witnessed;

    /**
     * Names a tree.
     *
     * @param tree its name within the journal
     */
    public SealTable(Database journal, String tree) {
        this.transactions = new Transactions(journal.pool(), "the seals of the journal do not answer");
        this.journal = journal.index();
        this.tree = tree;
        this.witnessed = new WitnessedTable(transactions, tree);
    }

    /** Returns the index of the journal, from 0. */
    public int journal() {
        return journal;
    }

    /** Returns the name of the tree within its journal: that of what its entries are. */
    public String tree() {
        return tree;
    }

    /** Returns the name of the tree among those of all journals, which are counted from 1. */
    public String name() {
        return journal + 1 + (tree.equals(EVENTS) ? "" : "-" + tree);
    }

    /** Returns the last checkpoint of the tree that witnesses have signed. */
    public WitnessedTable witnessed() {
        return witnessed;
    }

    /**
     * A tile with what lies under it.
     *
     * @param first the place of the first entry
     * @param entries the texts of the entries, if it is one of leaves
     */
    public record PlacedTile(LogPlace first, Tile tile, String entries) {}

    /**
     * A tree that was ended, as entries were changed on purpose.
     *
     * @param checkpoint its last checkpoint
     * @param witnessed the last one that witnesses have signed as well; empty if there was none
     */
    public record EndedTree(String origin, String checkpoint, String witnessed, String reason, Instant ended) {}

    /**
     * A checkpoint.
     *
     * @param origin the name of its tree
     */
    public record Signed(String origin, String note) {}

    /**
     * Returns the checkpoint that was signed last, of the tree or of the one before it that was ended; nothing if none
     * was, or another key is meant to sign the next one.
     */
    public Optional<Signed> signed() {
        return read().map(tree -> new Signed(tree.origin(), tree.checkpoint()))
                .or(() -> ended().stream()
                        .findFirst()
                        .filter(tree -> !tree.reason().endsWith(OTHER_KEY))
                        .map(tree -> new Signed(tree.origin(), tree.checkpoint())));
    }

    /** Returns the tree as it was signed last, if it ever was. */
    public Optional<StoredTree> read() {
        return transactions.run(this::read);
    }

    private Optional<StoredTree> read(Statements statements) throws SQLException {
        return statements
                .select(
                        "SELECT origin, size, transaction_id, ordering, checkpoint, signed_at FROM seal_tree"
                                + " WHERE name = ?",
                        row -> new StoredTree(
                                row.getString(1),
                                row.getLong(2),
                                new LogPlace(row.getLong(3), row.getLong(4)),
                                row.getString(5),
                                Instant.ofEpochMilli(row.getLong(6))),
                        tree)
                .stream()
                .findFirst();
    }

    @Override
    public Tile read(TileId id, int width) {
        return tile(id, "hashes", row -> new Tile(row.getBytes(1)), Tile::width, width);
    }

    /**
     * Returns a tile with at least so many hashes, and with what lies under it.
     *
     * @throws MissingTileException if there is none
     */
    public PlacedTile placed(TileId id, int width) {
        return tile(
                id,
                "transaction_id, ordering, hashes, entries",
                row -> new PlacedTile(
                        new LogPlace(row.getLong(1), row.getLong(2)),
                        new Tile(row.getBytes(3)),
                        PackedText.unpack(row.getBytes(4))),
                placed -> placed.tile().width(),
                width);
    }

    private <T> T tile(TileId id, String columns, Select.Mapping<T> mapping, ToIntFunction<T> widthOf, int width) {
        return transactions
                .run(statements -> statements.select(
                        "SELECT " + columns + " FROM seal_tile WHERE tree = ? AND level = ? AND number = ?",
                        mapping,
                        tree,
                        id.level(),
                        id.number()))
                .stream()
                .filter(found -> widthOf.applyAsInt(found) >= width)
                .findFirst()
                .orElseThrow(() -> new MissingTileException(id, width));
    }

    /**
     * Returns the number of the tile of leaves that a place falls into, or of the first one for a place before all.
     *
     * @param size how many entries the tree has
     * @throws MissingTileException if a tile is not there
     */
    public long leavesAt(LogPlace place, long size) {
        return transactions.run(statements -> {
            long first = 0;
            long beyond = TileId.ofLeaf(size).number() + 1;
            while (beyond - first > 1) {
                long middle = (first + beyond) >>> 1;
                if (middle * TileId.WIDTH < size
                        && firstUnder(statements, middle).compareTo(place) <= 0) {
                    first = middle;
                } else {
                    beyond = middle;
                }
            }
            return first;
        });
    }

    private LogPlace firstUnder(Statements statements, long number) throws SQLException {
        return statements
                .select(
                        "SELECT transaction_id, ordering FROM seal_tile WHERE tree = ? AND level = 0 AND number = ?",
                        row -> new LogPlace(row.getLong(1), row.getLong(2)),
                        tree,
                        number)
                .stream()
                .findFirst()
                .orElseThrow(() -> new MissingTileException(new TileId(0, number), 1));
    }

    /**
     * Stores a tree that has grown, with its checkpoint, unless somebody else has stored one meanwhile; tells whether
     * it has. So no two checkpoints are ever signed and stored of which one is not the beginning of the other.
     *
     * @param before the tree from which it has grown; nothing if there was none
     * @param tiles the tiles that have changed, each with the place of the first entry under it
     */
    public boolean grow(Optional<StoredTree> before, StoredTree after, Map<TileId, PlacedTile> tiles) {
        return transactions.run(statements -> {
            boolean isFirst = before.isEmpty();
            if (isFirst ? !insert(statements, after) : update(statements, before.get(), after) == 0) {
                return false;
            }
            for (Map.Entry<TileId, PlacedTile> each : tiles.entrySet()) {
                put(statements, each.getKey(), each.getValue());
            }
            return true;
        });
    }

    private boolean insert(Statements statements, StoredTree first) throws SQLException {
        if (read(statements).isPresent()) {
            return false;
        }
        statements.update("DELETE FROM seal_tile WHERE tree = ?", tree);
        statements.update(
                "INSERT INTO seal_tree (name, origin, size, transaction_id, ordering, checkpoint, signed_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                tree,
                first.origin(),
                first.size(),
                first.place().transaction(),
                first.place().ordering(),
                first.checkpoint(),
                first.signed().toEpochMilli());
        return true;
    }

    private int update(Statements statements, StoredTree before, StoredTree after) throws SQLException {
        return statements.update(
                "UPDATE seal_tree SET size = ?, transaction_id = ?, ordering = ?, checkpoint = ?, signed_at = ?"
                        + " WHERE name = ? AND origin = ? AND size = ? AND checkpoint = ?",
                after.size(),
                after.place().transaction(),
                after.place().ordering(),
                after.checkpoint(),
                after.signed().toEpochMilli(),
                tree,
                before.origin(),
                before.size(),
                before.checkpoint());
    }

    private void put(Statements statements, TileId id, PlacedTile placed) throws SQLException {
        byte[] entries = PackedText.pack(placed.entries());
        int updated = statements.update(
                "UPDATE seal_tile SET hashes = ?, entries = ? WHERE tree = ? AND level = ? AND number = ?",
                placed.tile().hashes(),
                entries,
                tree,
                id.level(),
                id.number());
        if (updated == 0) {
            statements.update(
                    "INSERT INTO seal_tile (tree, level, number, transaction_id, ordering, hashes, entries)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                    tree,
                    id.level(),
                    id.number(),
                    placed.first().transaction(),
                    placed.first().ordering(),
                    placed.tile().hashes(),
                    entries);
        }
    }

    /** Returns the trees that were ended, the latest first. */
    public List<EndedTree> ended() {
        return transactions.run(statements -> statements.select(
                "SELECT origin, checkpoint, witnessed, reason, ended_at FROM seal_ended WHERE name = ?"
                        + " ORDER BY ended_at DESC, origin",
                row -> new EndedTree(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        Instant.ofEpochMilli(row.getLong(5))),
                tree));
    }

    /**
     * Ends all trees of a journal, as entries are changed on purpose, in an open transaction: those that are made next
     * have other origins.
     *
     * @param reason what is done, for those who have checkpoints of before
     */
    public static void endAll(Statements statements, String reason, Instant now) throws SQLException {
        end(EVENTS, statements, reason, now);
        end(REJECTIONS, statements, reason, now);
    }

    /** Ends one tree of a journal, as {@link #endAll} does. */
    public static void end(String tree, Statements statements, String reason, Instant now) throws SQLException {
        statements.update(
                "INSERT INTO seal_ended (origin, name, checkpoint, witnessed, reason, ended_at)"
                        + " SELECT origin, name, checkpoint, witnessed, ?, ? FROM seal_tree WHERE name = ?",
                reason,
                now.toEpochMilli(),
                tree);
        statements.update("DELETE FROM seal_tree WHERE name = ?", tree);
        statements.update("DELETE FROM seal_tile WHERE tree = ?", tree);
    }

    /** Says of the trees of a journal that were ended last that another key is to sign the next ones. */
    public static void expectOtherKey(Statements statements) throws SQLException {
        statements.update(
                "UPDATE seal_ended SET reason = reason || ? WHERE reason NOT LIKE ? AND ended_at ="
                        + " (SELECT MAX(each.ended_at) FROM seal_ended each WHERE each.name = seal_ended.name)",
                OTHER_KEY,
                "%" + OTHER_KEY);
    }
}
