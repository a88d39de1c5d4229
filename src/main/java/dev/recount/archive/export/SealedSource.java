package dev.recount.archive.export;

import dev.recount.archive.segment.SegmentRow;
import dev.recount.seal.tree.Tiles;
import java.util.List;

/** The sealed tree of a journal where it is served, with its rows. Nothing that it gives is believed. */
public interface SealedSource extends Tiles {

    /** Returns the last checkpoint, as a signed note. */
    String checkpoint();

    /** Returns the rows from an index on, in order, at most so many, and fewer where they are large. */
    List<SegmentRow> rows(long from, int limit);
}
