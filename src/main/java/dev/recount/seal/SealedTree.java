package dev.recount.seal;

import dev.recount.log.position.LogPlace;
import dev.recount.seal.store.SealTable;
import dev.recount.seal.store.SealTable.PlacedTile;
import dev.recount.seal.store.StoredTree;
import dev.recount.seal.store.WitnessedCheckpoint;
import dev.recount.seal.tree.TileId;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A tree over entries of a journal, which grows with them. Every method blocks, and throws
 * {@link dev.recount.database.sql.DatabaseException} when the database does not answer.
 */
public final class SealedTree {

    /** Enough that reading costs little for each, few enough that a transaction ends within a moment. */
    private static final int BATCH = 8_192;

    private static final int ORIGIN_BYTES = 8;

    private final SealTable table;
    private final Leaves leaves;
    private final SealKeys keys;
    private final String name;
    private final Clock clock;

    /**
     * Puts one together.
     *
     * @param name the beginning of the name under which its checkpoints are signed
     */
    public SealedTree(SealTable table, Leaves leaves, SealKeys keys, String name, Clock clock) {
        this.table = table;
        this.leaves = leaves;
        this.keys = keys;
        this.name = name;
        this.clock = clock;
    }

    /** Returns what is kept of it. */
    public SealTable table() {
        return table;
    }

    /**
     * Returns the texts of the entries under a tile of leaves, held against its hashes.
     *
     * @param number which of the tiles of leaves
     * @param width how many of its entries, from the first
     * @throws dev.recount.seal.tree.MissingTileException if it has not so many
     * @throws ChangedEntryException if one of them is not the one that was sealed
     */
    public List<String> entries(long number, int width) {
        PlacedTile placed = table.placed(new TileId(0, number), width);
        List<String> found = texts(placed, width);
        for (int i = 0; i < width; i++) {
            if (i == found.size()
                    || !Leaf.hash(found.get(i)).equals(placed.tile().hash(i))) {
                throw new ChangedEntryException("entry " + (number * TileId.WIDTH + i) + " of the tree");
            }
        }
        return found;
    }

    /** They are read from the journal, but where that does not keep them all. */
    private List<String> texts(PlacedTile placed, int width) {
        return leaves.areKept()
                ? from(placed.first(), width).stream().map(Leaf::text).toList()
                : SignedTree.texts(placed.entries()).limit(width).toList();
    }

    private List<Leaf> from(LogPlace first, int limit) {
        return leaves.after(new LogPlace(first.transaction(), first.ordering() - 1), limit);
    }

    /** Tells whether an entry with a text may be away that is not in the journal any more. */
    boolean mayBeAway(String text) {
        return leaves.away().test(text);
    }

    /** Tells whether there are entries that come after the last one of the tree as it was read. */
    public boolean isBehind(Optional<StoredTree> stored) {
        return !leaves.after(stored.map(StoredTree::place).orElse(LogPlace.START), 1)
                .isEmpty();
    }

    /** Returns the keys by which checkpoints can be checked, as verifiers take them. */
    public List<String> verifierKeys(String origin) {
        return keys.signers(origin).stream().map(SignedNote.Signer::verifierKey).toList();
    }

    /** Tells whether anything is in the tree. */
    public boolean isBegun() {
        return table.read().isPresent();
    }

    /**
     * Makes sure that the keys are those that have signed its last checkpoint, or that of the tree before it.
     *
     * @throws dev.recount.database.sql.DatabaseException if they are not
     */
    public void requireOurs() {
        table.signed().ifPresent(last -> keys.requireSigned(last.origin(), last.note()));
    }

    /**
     * Returns it as it was signed last, if it ever was.
     *
     * @throws ChangedEntryException if what is stored is not what was signed
     */
    public Optional<SignedTree> signed() {
        return table.read().map(stored -> {
            if (!keys.haveSigned(stored.origin(), stored.checkpoint())) {
                throw new ChangedEntryException("the checkpoint of " + stored.origin());
            }
            return new SignedTree(stored, table);
        });
    }

    /**
     * Adds the entries that have come after the last one, as many as are taken at a time, and signs a checkpoint; tells
     * whether there are more. Two nodes may do so at the same time: one of them does.
     */
    public boolean grow() {
        Optional<SignedTree> before = signed();
        List<Leaf> added =
                leaves.after(before.map(tree -> tree.stored().place()).orElse(LogPlace.START), BATCH);
        if (added.isEmpty()) {
            before.ifPresent(tree -> signByAll(tree.stored()));
            return false;
        }
        before.ifPresent(this::requireLastEntry);
        var growth = new LeafGrowth(before, table);
        added.forEach(growth::add);
        String origin = before.map(tree -> tree.stored().origin()).orElseGet(this::newOrigin);
        var checkpoint = new Checkpoint(origin, growth.size(), growth.root());
        var after = new StoredTree(
                origin,
                growth.size(),
                added.getLast().place(),
                SignedNote.of(checkpoint.text(), keys.signers(origin)),
                clock.instant());
        return table.grow(before.map(SignedTree::stored), after, growth.changed()) && added.size() == BATCH;
    }

    /** A key that was taken in signs what is there, so that the one before it can go however little comes. */
    private void signByAll(StoredTree tree) {
        if (!keys.haveAllSigned(tree.origin(), tree.checkpoint())) {
            String note = SignedNote.of(SignedNote.text(tree.checkpoint()), keys.signers(tree.origin()));
            var again = new StoredTree(tree.origin(), tree.size(), tree.place(), note, clock.instant());
            table.grow(Optional.of(tree), again, Map.of());
        }
    }

    /**
     * Makes sure that the journal goes on from where the tree ends: whoever can change it would have the server sign
     * another history otherwise.
     */
    private void requireLastEntry(SignedTree tree) {
        long index = tree.size() - 1;
        List<Leaf> last = from(tree.stored().place(), 1);
        boolean isThere =
                !last.isEmpty() && last.getFirst().place().equals(tree.stored().place());
        if (isThere
                ? !last.getFirst().hash().equals(tree.leaf(index))
                : tree.text(index).filter(leaves.away()).isEmpty()) {
            throw new ChangedEntryException(tree.text(index).map(Leaf::name).orElse("an entry") + ", the last entry of "
                    + tree.stored().origin() + ",");
        }
    }

    /**
     * Returns the receipt of an entry, by the checkpoint that witnesses have signed, where it is under that.
     *
     * @param signed this tree as it was signed
     * @param index which entry it is
     * @param extra what the entry is of
     */
    Receipt receipt(SignedTree signed, long index, String extra) {
        Optional<WitnessedCheckpoint> witnessed = table.witnessed()
                .read()
                .filter(known -> known.origin().equals(signed.stored().origin()))
                .filter(known -> index < known.size() && known.size() <= signed.size());
        return new Receipt(
                extra,
                index,
                signed.inclusion(index, witnessed.map(WitnessedCheckpoint::size).orElse(signed.size())),
                witnessed
                        .map(WitnessedCheckpoint::checkpoint)
                        .orElse(signed.stored().checkpoint()));
    }

    /** No other tree has ever had it, whatever becomes of the database. */
    private String newOrigin() {
        byte[] drawn = new byte[ORIGIN_BYTES];
        new SecureRandom().nextBytes(drawn);
        return name + "/" + HexFormat.of().formatHex(drawn);
    }
}
