package dev.recount.torture.check.reader;

import dev.recount.torture.check.CaseFile;
import dev.recount.torture.check.Check;
import dev.recount.torture.check.Kind;
import dev.recount.torture.check.Violation;
import dev.recount.torture.evidence.SeenCheckpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The check that all checkpoints of a tree are of one that only grows: whichever node published them, and
 * whoever was killed meanwhile, the tree in the end has each of them as its beginning.
 */
public final class CheckpointsAgree implements Check {

    @Override
    public void run(CaseFile file, Consumer<Violation> found) {
        Map<String, List<SeenCheckpoint>> trees = new HashMap<>();
        for (SeenCheckpoint each : file.evidence().checkpoints()) {
            trees.computeIfAbsent(each.tree(), _ -> new ArrayList<>()).add(each);
        }
        trees.forEach((tree, checkpoints) -> check("tree " + tree, checkpoints, found));
    }

    private static void check(String tree, List<SeenCheckpoint> checkpoints, Consumer<Violation> found) {
        Map<Long, SeenCheckpoint> end = new HashMap<>();
        checkpoints.stream().filter(SeenCheckpoint::atEnd).forEach(each -> end.put(each.size(), each));
        for (SeenCheckpoint each : checkpoints) {
            SeenCheckpoint last = end.get(each.size());
            if (last == null) {
                found.accept(
                        new Violation(Kind.TWO_HISTORIES, tree, "the tree in the end has no such beginning", each));
            } else if (!last.origin().equals(each.origin()) || !last.root().equals(each.root())) {
                found.accept(new Violation(
                        Kind.TWO_HISTORIES,
                        tree,
                        "the tree in the end begins with others than a checkpoint said",
                        List.of(each, last)));
            }
        }
    }
}
