package dev.recount.timeline;

import dev.recount.seal.SealedTree;
import dev.recount.seal.SealedTrees;
import dev.recount.seal.store.SealTable;
import dev.recount.timeline.Mark.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The marks of the checkpoints that are kept: of each tree of events the last one, the last one that witnesses have
 * signed, and those with which trees of before were ended.
 */
record SealMarks(SealedTrees trees) {

    /** Returns them; blocks. */
    List<Mark> all() {
        var marks = new ArrayList<Mark>();
        for (SealedTree tree : trees.events().all()) {
            add(marks, tree.table());
        }
        return marks;
    }

    private static void add(List<Mark> marks, SealTable table) {
        String name = "tree " + table.name() + ": ";
        table.read().ifPresent(tree -> marks.add(mark(tree.signed(), name + tree.size() + " events are sealed")));
        table.witnessed()
                .read()
                .ifPresent(seen -> marks.add(mark(seen.stored(), name + seen.size() + " events are witnessed")));
        table.ended().forEach(tree -> marks.add(mark(tree.ended(), name + "ended, as " + tree.reason())));
    }

    private static Mark mark(Instant time, String text) {
        return new Mark(time, Kind.SEAL, Optional.empty(), text, 1);
    }
}
