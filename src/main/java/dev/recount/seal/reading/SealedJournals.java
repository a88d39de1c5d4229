package dev.recount.seal.reading;

import dev.recount.decision.Rejections;
import dev.recount.journal.spread.PerJournal;
import dev.recount.json.MalformedException;
import dev.recount.log.LogEntry;
import dev.recount.log.LogPage;
import dev.recount.log.LogReader;
import dev.recount.log.position.LogPlace;
import dev.recount.model.EventId;
import dev.recount.model.StreamId;
import dev.recount.seal.ChangedEntryException;
import dev.recount.seal.Leaf;
import dev.recount.seal.Leaves;
import dev.recount.seal.SealedTree;
import dev.recount.seal.SealedTrees;
import dev.recount.seal.SignedTree;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The search for what is not as it was sealed, in whole journals and in single streams. It blocks, and throws
 * {@link dev.recount.database.sql.DatabaseException} when a database does not answer, and
 * {@link dev.recount.seal.tree.SealException} where a tree is not the one that was signed.
 */
public final class SealedJournals {

    private static final int PAGE = 1_000;

    private final PerJournal<SealedTree> trees;
    private final PerJournal<SealedTree> treesOfRejections;
    private final LogReader log;
    private final PerJournal<Rejections> rejections;

    /**
     * Prepares to search.
     *
     * @param log the log as it is stored
     * @param rejections those that are kept
     */
    public SealedJournals(SealedTrees trees, LogReader log, PerJournal<Rejections> rejections) {
        this.trees = trees.events();
        this.treesOfRejections = trees.rejections();
        this.log = log;
        this.rejections = rejections;
    }

    /** Returns how many journals there are. */
    public int journals() {
        return trees.all().size();
    }

    /**
     * Goes through the events and the rejections of a journal up to where they are sealed.
     *
     * @param findings is told of all that is not as it was sealed
     * @param step is run after each event, and after each rejection
     */
    public void compare(int journal, Consumer<NotAsSealed> findings, Runnable step) {
        try {
            compare(trees.all().get(journal), Leaves.events(log, journal), findings, step);
            compare(
                    treesOfRejections.all().get(journal),
                    Leaves.rejections(rejections.all().get(journal)),
                    findings,
                    step);
        } catch (MalformedException added) {
            throw new ChangedEntryException(added.sentence() + ", so that what has it as its name");
        }
    }

    private static void compare(SealedTree sealing, Leaves leaves, Consumer<NotAsSealed> findings, Runnable step) {
        sealing.signed().ifPresent(tree -> compare(tree, leaves, findings, step));
    }

    private static void compare(SignedTree tree, Leaves leaves, Consumer<NotAsSealed> findings, Runnable step) {
        var comparison = new Comparison(tree, 0, findings);
        List<Leaf> page = leaves.after(LogPlace.START, PAGE);
        while (!page.isEmpty() && tree.covers(page.getFirst().place())) {
            for (Leaf leaf : page) {
                comparison.add(leaf);
                step.run();
            }
            page = leaves.after(page.getLast().place(), PAGE);
        }
        comparison.end(leaves.away());
    }

    /**
     * Returns the first thing in a stream that is not as it was sealed; what is missing at its end is not seen.
     *
     * @param step is run after each event
     */
    public Optional<NotAsSealed> problem(StreamId stream, Runnable step) {
        return trees.of(stream).signed().flatMap(tree -> problem(tree, stream, step));
    }

    private Optional<NotAsSealed> problem(SignedTree tree, StreamId stream, Runnable step) {
        long version = 0;
        LogPage page;
        do {
            page = log.readStream(stream, version, PAGE);
            for (LogEntry event : page.entries()) {
                Leaf leaf = Leaf.of(event.hash());
                if (tree.covers(event.place()) && tree.find(leaf).isEmpty()) {
                    return Optional.of(
                            new NotAsSealed(NotAsSealed.Kind.NEVER_SEALED, Optional.empty(), Optional.of(leaf.text())));
                }
                version = event.version();
                step.run();
            }
        } while (!page.atHead());
        return Optional.empty();
    }

    /**
     * Tells whether an event that was not as it was sealed is so by now, or was of a tree that has been ended.
     *
     * @param entry which entry of the tree it was
     */
    public boolean isMended(EventId event, long entry) {
        Optional<SignedTree> tree = trees.of(event.stream()).signed().filter(latest -> isOf(latest, entry, event));
        return tree.isEmpty()
                || log.readStream(event.stream(), event.version() - 1, 1).entries().stream()
                        .filter(found -> found.version() == event.version())
                        .anyMatch(found ->
                                Leaf.of(found.hash()).hash().equals(tree.get().leaf(entry)));
    }

    /** Where the text of the entry is not kept any more as it was sealed, nothing says that it is of another event. */
    private static boolean isOf(SignedTree tree, long entry, EventId event) {
        return entry < tree.size()
                && (tree.text(entry).isEmpty()
                        || tree.event(entry).filter(event::equals).isPresent());
    }
}
