package dev.recount.archive.journal;

import dev.recount.archive.segment.SegmentRow;
import dev.recount.log.LogReader;
import dev.recount.log.position.LogPlace;
import dev.recount.log.stored.LogHash;
import dev.recount.log.stored.LogRow;
import dev.recount.seal.ChangedEntryException;
import dev.recount.seal.Leaf;
import dev.recount.seal.store.SealTable;
import dev.recount.seal.store.StoredTree;
import dev.recount.seal.tree.Tile;
import dev.recount.seal.tree.TileId;
import dev.recount.seal.tree.TreeHash;
import java.util.ArrayList;
import java.util.List;

/**
 * The sealed rows of a journal, each held against the tree. Every method blocks, and throws
 * {@link dev.recount.database.sql.DatabaseException} when the database does not answer.
 *
 * @param table the tree of the journal
 * @param log reads the journal
 */
public record SealedRows(SealTable table, LogReader log) {

    /**
     * Returns the rows from an index on, in order, at most so many, and fewer where they are large; none behind the
     * last one that is sealed.
     *
     * @throws ChangedEntryException if one of them is not the one that was sealed
     */
    public List<SegmentRow> from(long index, int limit) {
        long size = table.read().map(StoredTree::size).orElse(0L);
        if (index >= size) {
            return List.of();
        }
        int most = (int) Math.min(limit, size - index);
        List<LogRow> rows = log.rows(table.journal(), before(index), most);
        if (rows.isEmpty()) {
            throw missing(index);
        }
        return asSealed(index, rows, size);
    }

    /** Returns the place before an entry, as far as those before it under its tile are there. */
    private LogPlace before(long index) {
        LogPlace first = table.placed(TileId.ofLeaf(index), 1).first();
        var start = new LogPlace(first.transaction(), first.ordering() - 1);
        int skipped = (int) (index % TileId.WIDTH);
        if (skipped == 0) {
            return start;
        }
        List<LogHash> earlier = log.hashes(table.journal(), start, skipped);
        if (earlier.size() < skipped) {
            throw missing(index);
        }
        return earlier.getLast().place();
    }

    private static ChangedEntryException missing(long index) {
        return new ChangedEntryException("entry " + index + " of the tree");
    }

    private List<SegmentRow> asSealed(long first, List<LogRow> rows, long size) {
        var found = new ArrayList<SegmentRow>(rows.size());
        Tile tile = Tile.EMPTY;
        for (LogRow row : rows) {
            long index = first + found.size();
            int within = (int) (index % TileId.WIDTH);
            if (found.isEmpty() || within == 0) {
                TileId id = TileId.ofLeaf(index);
                tile = table.read(id, id.widthIn(size));
            }
            if (!isAsSealed(row, tile.hash(within))) {
                throw new ChangedEntryException(row.toString());
            }
            found.add(new SegmentRow(index, row));
        }
        return found;
    }

    /** What readers do not see, or see as damaged, is not what was sealed either. */
    private static boolean isAsSealed(LogRow row, TreeHash expected) {
        LogHash own = row.hashed();
        return !row.deleted()
                && row.hash().map(own.hash()::equals).orElse(true)
                && Leaf.of(own).hash().equals(expected);
    }
}
