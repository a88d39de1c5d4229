package dev.recount.archive.export;

import dev.recount.archive.segment.SegmentManifest;
import dev.recount.archive.segment.SegmentManifest.StoredFile;
import dev.recount.archive.segment.TreeFolder;
import dev.recount.archive.segment.TreeFolder.Span;
import dev.recount.archive.storage.Storage;
import dev.recount.seal.Checkpoint;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A tree as far as it is exported.
 *
 * @param folder where its files are
 * @param last the manifest of the last segment, if there is one
 * @param checkpoint the last checkpoint that a run has stored at its end, if one has
 */
record ExportedTree(TreeFolder folder, Optional<SegmentManifest> last, Optional<Checkpoint> checkpoint) {

    /**
     * Reads it, of which the last segment is held against its manifest.
     *
     * @throws ExportException if something of it is missing, or was changed
     */
    static ExportedTree read(Storage storage, TreeFolder folder) {
        List<String> files = storage.list(folder.path());
        Optional<SegmentManifest> last = last(files).map(from -> manifest(storage, folder, from));
        return new ExportedTree(
                folder,
                last,
                files.stream()
                        .filter(TreeFolder::isCheckpoint)
                        .reduce((_, later) -> later)
                        .map(name -> checkpoint(storage, folder, name)));
    }

    /** Returns the first entry of the last segment. */
    private static Optional<Long> last(List<String> files) {
        Set<String> there = Set.copyOf(files);
        Optional<Long> last = Optional.empty();
        for (String name : files.stream().filter(TreeFolder::isManifest).toList()) {
            long from = TreeFolder.from(name);
            if (last.isEmpty() ? from > 0 : !there.contains(TreeFolder.segment(new Span(last.get(), from)))) {
                throw new ExportException("of the entries from " + last.orElse(0L) + " up to " + (from - 1)
                        + ", a segment or its manifest is missing");
            }
            last = Optional.of(from);
        }
        return last;
    }

    private static SegmentManifest manifest(Storage storage, TreeFolder folder, long from) {
        String name = folder.path(TreeFolder.manifest(from));
        SegmentManifest manifest = parsed(storage, name);
        String file = TreeFolder.segment(manifest.span());
        if (manifest.from() != from
                || !manifest.origin().equals(folder.origin())
                || manifest.journal() != folder.journal()) {
            throw new ExportException(name + " is the manifest of another segment");
        }
        StoredFile found = storage.get(folder.path(file))
                .map(content -> StoredFile.of(file, content))
                .orElseThrow(() -> new ExportException(folder.path(file) + " is missing"));
        if (!found.equals(manifest.file())) {
            throw new ExportException(folder.path(file) + " is not what its manifest says: it was changed");
        }
        return manifest;
    }

    private static SegmentManifest parsed(Storage storage, String name) {
        try {
            SegmentManifest manifest = SegmentManifest.parse(storage.get(name).orElseThrow());
            var _ = manifest.treeEdge();
            var _ = Checkpoint.ofNote(manifest.note());
            return manifest;
        } catch (IllegalArgumentException malformed) {
            throw new ExportException(name + ": " + malformed.getMessage(), malformed);
        }
    }

    private static Checkpoint checkpoint(Storage storage, TreeFolder folder, String name) {
        try {
            return Checkpoint.ofNote(new String(storage.get(folder.path(name)).orElseThrow(), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            throw new ExportException(folder.path(name) + ": " + malformed.getMessage(), malformed);
        }
    }

    /** Returns how many entries it has. */
    long size() {
        return last.map(SegmentManifest::to).orElse(0L);
    }

    /** Returns the checkpoint of a run that has not come to its end. */
    Optional<String> begun() {
        long stored = checkpoint.map(Checkpoint::size).orElse(0L);
        return last.filter(manifest -> manifest.to() > stored).map(SegmentManifest::note);
    }
}
