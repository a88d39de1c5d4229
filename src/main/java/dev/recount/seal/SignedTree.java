package dev.recount.seal;

import dev.recount.log.position.LogPlace;
import dev.recount.model.EventId;
import dev.recount.seal.store.SealTable;
import dev.recount.seal.store.StoredTree;
import dev.recount.seal.tree.MerkleTree;
import dev.recount.seal.tree.ProvenTiles;
import dev.recount.seal.tree.TileId;
import dev.recount.seal.tree.TreeHash;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A tree as of a checkpoint that was signed: whatever it says of its entries is held against that first. Its methods
 * block, and throw {@link dev.recount.database.sql.DatabaseException} when the database does not answer, and
 * {@link dev.recount.seal.tree.SealException} where the tree was ended meanwhile, or was changed. For one thread at a
 * time.
 */
public final class SignedTree {

    private static final Pattern ENTRY = Pattern.compile("[^\n]*\n[^\n]*\n[^\n]*\n");

    private final StoredTree stored;
    private final SealTable table;
    private final ProvenTiles tiles;

    private Optional<Long> foundLast = Optional.empty();
    private long textsOf = -1;
    private List<String> texts = List.of();

    /**
     * Reads it.
     *
     * @param stored the tree, whose checkpoint is known to be signed
     * @throws ChangedEntryException if the tree that is stored is not the one that was signed
     */
    SignedTree(StoredTree stored, SealTable table) {
        this.stored = stored;
        this.table = table;
        this.tiles = new ProvenTiles(table, stored.size());
        String text = new Checkpoint(stored.origin(), stored.size(), tiles.root()).text();
        if (!SignedNote.text(stored.checkpoint()).equals(text)) {
            throw new ChangedEntryException("the tree " + stored.origin());
        }
    }

    /** Returns what is stored of it. */
    public StoredTree stored() {
        return stored;
    }

    /** Returns its tiles. */
    ProvenTiles tiles() {
        return tiles;
    }

    /** Returns how many entries it has. */
    public long size() {
        return stored.size();
    }

    /** Tells whether what stands at a place is one of its entries, if nobody has changed anything. */
    public boolean covers(LogPlace place) {
        return place.compareTo(stored.place()) <= 0;
    }

    /** Returns the hash of an entry. */
    public TreeHash leaf(long index) {
        int at = (int) (index % TileId.WIDTH);
        return tiles.read(TileId.ofLeaf(index), at + 1).hash(at);
    }

    /** Returns the text of an entry; nothing if it is not kept any more as it was sealed. */
    public Optional<String> text(long index) {
        List<String> all = textsOf(index / TileId.WIDTH);
        int at = (int) (index % TileId.WIDTH);
        return Optional.of(at)
                .filter(known -> known < all.size())
                .map(all::get)
                .filter(text -> Leaf.hash(text).equals(leaf(index)));
    }

    private List<String> textsOf(long number) {
        if (textsOf != number) {
            texts = texts(table.placed(new TileId(0, number), 1).entries()).toList();
            textsOf = number;
        }
        return texts;
    }

    /** Returns the texts of entries that stand one after another. */
    static Stream<String> texts(String entries) {
        return ENTRY.matcher(entries).results().map(MatchResult::group);
    }

    /** Returns the event of an entry, as far as it is still known. */
    public Optional<EventId> event(long index) {
        return text(index).flatMap(Leaf::event);
    }

    /**
     * Returns which entry this is, from 0; it is looked for around the one that was found last, where the next one of a
     * stream often is, and around its place.
     */
    public Optional<Long> find(Leaf leaf) {
        Optional<Long> index = foundLast
                .flatMap(around -> find(leaf, around))
                .or(() -> find(leaf, table.leavesAt(leaf.place(), size())));
        index.ifPresent(found -> foundLast = Optional.of(found / TileId.WIDTH));
        return index;
    }

    /** Returns which entry at a place, from 0, has a text that is the one. */
    Optional<Long> find(LogPlace place, Predicate<String> isTheOne) {
        long first = table.leavesAt(place, size()) * TileId.WIDTH;
        return LongStream.range(first, Math.min(first + TileId.WIDTH, size()))
                .filter(index -> text(index).filter(isTheOne).isPresent())
                .boxed()
                .findFirst();
    }

    private Optional<Long> find(Leaf leaf, long around) {
        return LongStream.of(around, around + 1, around - 1)
                .filter(each -> each >= 0)
                .boxed()
                .flatMap(each -> find(each, leaf.hash()).stream())
                .findFirst();
    }

    private Optional<Long> find(long number, TreeHash hash) {
        var id = new TileId(0, number);
        int width = id.widthIn(size());
        return LongStream.range(number * TileId.WIDTH, number * TileId.WIDTH + width)
                .filter(index -> leaf(index).equals(hash))
                .boxed()
                .findFirst();
    }

    /**
     * Returns the audit path of an entry in the tree as it was when it had so many.
     *
     * @throws IndexOutOfBoundsException if it had it not yet
     */
    public List<TreeHash> inclusion(long index, long size) {
        return new MerkleTree(tiles, size).inclusion(index);
    }
}
