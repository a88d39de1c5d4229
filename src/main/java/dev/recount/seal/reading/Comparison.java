package dev.recount.seal.reading;

import dev.recount.seal.Leaf;
import dev.recount.seal.SignedTree;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The entries of a journal, as they are read one after another, held against a signed tree. For one thread at a time;
 * blocks as {@link SignedTree} does.
 */
public final class Comparison {

    /** The entry to begin with where it is not known which entry of the tree the first one is that will be read. */
    public static final long ANYWHERE = -1;

    private final SignedTree tree;
    private final Consumer<NotAsSealed> findings;

    private final Gaps gaps = new Gaps();
    private long next;

    /**
     * Begins.
     *
     * @param next which entry of the tree the first one is that will be read, or {@link #ANYWHERE}
     */
    public Comparison(SignedTree tree, long next, Consumer<NotAsSealed> findings) {
        this.tree = tree;
        this.next = next;
        this.findings = findings;
    }

    /** Returns which entry of the tree is expected next. */
    public long next() {
        return next;
    }

    /** Takes the next entry; what is not sealed yet is left alone. */
    public void add(Leaf leaf) {
        if (!tree.covers(leaf.place())) {
            return;
        }
        if (isNext() && tree.leaf(next).equals(leaf.hash())) {
            next++;
            return;
        }
        tree.find(leaf).ifPresentOrElse(index -> elsewhere(index, leaf), () -> never(leaf));
    }

    private boolean isNext() {
        return next >= 0 && next < tree.size();
    }

    private void elsewhere(long index, Leaf leaf) {
        if (index >= next) {
            gaps.add(next == ANYWHERE ? index : next, index);
            next = index + 1;
        } else {
            gaps.remove(index);
            findings.accept(new NotAsSealed(NotAsSealed.Kind.MOVED, Optional.of(index), Optional.of(leaf.text())));
        }
    }

    private void never(Leaf leaf) {
        Optional<String> name = Optional.of(Leaf.name(leaf.text()));
        boolean isChanged = isNext() && tree.text(next).map(Leaf::name).equals(name);
        findings.accept(new NotAsSealed(
                NotAsSealed.Kind.NEVER_SEALED,
                isChanged ? Optional.of(next) : Optional.empty(),
                Optional.of(leaf.text())));
        if (isChanged) {
            next++;
        }
    }

    /**
     * Ends it, where all entries have been read.
     *
     * @param away tells by its text whether an entry of the tree that was not read may be away
     */
    public void end(Predicate<String> away) {
        gaps.add(Math.max(next, 0), tree.size());
        next = tree.size();
        gaps.forEach(index -> {
            Optional<String> text = tree.text(index);
            if (text.filter(away).isEmpty()) {
                findings.accept(new NotAsSealed(NotAsSealed.Kind.MISSING, Optional.of(index), text));
            }
        });
    }

    /** Returns how many entries of the tree have not been read so far where they should have been. */
    long missing() {
        return gaps.count();
    }
}
