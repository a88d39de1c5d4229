package dev.recount.seal;

import dev.recount.decision.Rejections;
import dev.recount.log.LogReader;
import dev.recount.log.position.LogPlace;
import java.util.List;
import java.util.function.Predicate;

/** The entries of a tree in their order, which never changes: none ever comes before one that was read. */
@FunctionalInterface
public interface Leaves {

    /** Returns the entries after a place, at most so many. */
    List<Leaf> after(LogPlace place, int limit);

    /** Tells whether all of them are kept for ever. */
    default boolean areKept() {
        return true;
    }

    /**
     * Returns what tells by its text whether an entry of the tree that is not there now may be away, as one that was
     * kept for its time. Blocks.
     */
    default Predicate<String> away() {
        return _ -> false;
    }

    /** Returns the events of a journal, counted from 0, in the order of its log. */
    static Leaves events(LogReader log, int journal) {
        return (place, limit) ->
                log.hashes(journal, place, limit).stream().map(Leaf::of).toList();
    }

    /** Returns the rejections of a journal, in the order in which they were recorded. */
    static Leaves rejections(Rejections rejections) {
        return new RejectionLeaves(rejections);
    }
}
