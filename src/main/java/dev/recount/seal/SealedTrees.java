package dev.recount.seal;

import dev.recount.journal.spread.PerJournal;
import java.util.List;
import java.util.stream.Stream;

/**
 * The trees that seal the journals.
 *
 * @param events the tree of the events of each
 * @param rejections the tree of the rejections of each
 */
public record SealedTrees(PerJournal<SealedTree> events, PerJournal<SealedTree> rejections) {

    /** Returns all of them, those of events first. */
    public List<SealedTree> all() {
        return Stream.concat(events.all().stream(), rejections.all().stream()).toList();
    }
}
