package dev.recount.archive.export;

import dev.recount.archive.segment.ConsistencyFile;
import dev.recount.archive.segment.SegmentContent;
import dev.recount.archive.segment.SegmentManifest;
import dev.recount.archive.segment.SegmentManifest.StoredFile;
import dev.recount.archive.segment.SegmentRow;
import dev.recount.archive.segment.TreeFolder;
import dev.recount.archive.segment.TreeFolder.Span;
import dev.recount.archive.storage.Storage;
import dev.recount.log.position.LogPlace;
import dev.recount.seal.Checkpoint;
import dev.recount.seal.tree.ConsistencyProof;
import dev.recount.seal.tree.MerkleTree;
import dev.recount.seal.tree.MissingTileException;
import dev.recount.seal.tree.TreeEdge;
import dev.recount.seal.tree.TreeHash;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The way from what is exported of a tree up to one checkpoint, a segment at a time, each held against it before it is
 * stored.
 */
final class ExportPart {

    private static final int PAGE = 1_000;

    private final Storage storage;
    private final SealedSource source;
    private final int mostRows;
    private final TreeFolder folder;
    private final ExportedTree before;
    private final String note;
    private final Checkpoint target;
    private final MerkleTree tree;
    private final TreeEdge edge;
    private LogPlace last;

    /**
     * Prepares to go it.
     *
     * @param before how far the tree is exported
     * @param to the checkpoint up to which it goes
     * @param mostRows the most rows of a segment
     */
    ExportPart(Storage storage, SealedSource source, ExportedTree before, CheckedNote to, int mostRows) {
        this.storage = storage;
        this.source = source;
        this.mostRows = mostRows;
        this.folder = before.folder();
        this.before = before;
        this.note = to.note();
        this.target = to.checkpoint();
        this.tree = new MerkleTree(source, target.size());
        this.edge = before.last().map(SegmentManifest::treeEdge).orElseGet(() -> new TreeEdge(0, List.of()));
        this.last = before.last().map(SegmentManifest::last).orElse(LogPlace.START);
    }

    /** Returns how many segments it has added. */
    int run() {
        requireGrown();
        var _ = consistency(edge.size(), edge.root(), "what is exported already, of " + edge.size() + " entries,");
        int segments = 0;
        while (edge.size() < target.size()) {
            add();
            segments++;
        }
        if (before.checkpoint().map(Checkpoint::size).orElse(0L) < target.size()) {
            end();
        }
        return segments;
    }

    private void requireGrown() {
        long had =
                Math.max(edge.size(), before.checkpoint().map(Checkpoint::size).orElse(0L));
        if (target.size() < had) {
            throw new ExportException("the tree " + target.origin() + " has " + target.size() + " entries, and had "
                    + had + " when it was exported: its end was cut off");
        }
    }

    private void add() {
        long from = edge.size();
        var content = new SegmentContent();
        int room = mostRows;
        while (edge.size() < target.size() && room > 0) {
            long left = target.size() - edge.size();
            take(source.rows(edge.size(), (int) Math.min(left, Math.min(room, PAGE))), content);
            room = Math.min(content.room(), (int) (mostRows - (edge.size() - from)));
        }
        var span = new Span(from, edge.size());
        var _ = consistency(
                span.to(), edge.root(), "the entries from " + from + " up to " + (span.to() - 1) + " that are served");
        store(span, content);
    }

    private void take(List<SegmentRow> rows, SegmentContent content) {
        if (rows.isEmpty()) {
            throw changed("entry " + edge.size() + " is not served");
        }
        for (SegmentRow row : rows) {
            if (row.index() != edge.size() || row.row().place().compareTo(last) <= 0) {
                throw changed(row.row() + ", entry " + row.index() + ", is not in its place");
            }
            edge.add(leaf(row));
            content.add(row);
            last = row.row().place();
        }
    }

    private TreeHash leaf(SegmentRow row) {
        try {
            return row.leaf().hash();
        } catch (IllegalArgumentException malformed) {
            throw changed("entry " + row.index() + " is no event: " + malformed.getMessage());
        }
    }

    /** The segment comes first: without a manifest, it does not count. */
    private void store(Span span, SegmentContent content) {
        String file = TreeFolder.segment(span);
        byte[] own = content.end();
        byte[] stored =
                storage.get(folder.path(file)).filter(content::isSameAs).orElse(own); // of a run that was killed
        storage.put(folder.path(file), stored);
        var manifest = new SegmentManifest(
                SegmentManifest.FORMAT,
                folder.journal(),
                folder.origin(),
                span.from(),
                span.to(),
                StoredFile.of(file, stored),
                content.first(),
                content.last(),
                edge.hashes().stream().map(TreeHash::text).toList(),
                TreeFolder.checkpoint(target.size()),
                note);
        storage.put(folder.path(TreeFolder.manifest(span.from())), manifest.content());
    }

    /** The tree has all that is under the checkpoint, and has its root. */
    private void end() {
        before.checkpoint().ifPresent(earlier -> {
            ConsistencyProof proof =
                    consistency(earlier.size(), earlier.root(), "the checkpoint of " + earlier.size() + " entries");
            storage.put(
                    folder.path(TreeFolder.consistency(target.size())),
                    ConsistencyFile.of(target.origin(), proof).content());
        });
        storage.put(folder.path(TreeFolder.checkpoint(target.size())), note.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the proof that the checkpoint goes on from a root of before. */
    private ConsistencyProof consistency(long earlier, TreeHash root, String what) {
        ConsistencyProof proof = proof(earlier);
        if (!proof.holds(root, target.root())) {
            throw changed(what + " would lead to another root than the signed one");
        }
        return proof;
    }

    private ConsistencyProof proof(long earlier) {
        try {
            return new ConsistencyProof(earlier, target.size(), tree.consistency(earlier));
        } catch (MissingTileException missing) {
            throw changed(String.valueOf(missing.getMessage()));
        }
    }

    /** What does not hold may be of another tree, which was begun while this one was exported. */
    private ExportException changed(String what) {
        String origin = Checkpoint.ofNote(source.checkpoint()).origin();
        return new ExportException(
                origin.equals(target.origin())
                        ? "the tree " + target.origin() + " is not as it was signed in the checkpoint of "
                                + target.size() + " entries: " + what
                        : "the tree " + target.origin() + " was ended while it was exported: run it once more");
    }
}
