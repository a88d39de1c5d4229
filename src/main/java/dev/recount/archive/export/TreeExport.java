package dev.recount.archive.export;

import dev.recount.archive.segment.SegmentContent;
import dev.recount.archive.segment.TreeFolder;
import dev.recount.archive.storage.Storage;
import dev.recount.seal.Checkpoint;
import java.util.Optional;

/**
 * A run that adds what is new of one tree to its export. Each segment is held against the signed checkpoint before it
 * is stored, and the checkpoint is stored after all that is under it; a run that was killed is brought to its end by
 * the next one.
 */
public final class TreeExport {

    private final Storage storage;
    private final int journal;
    private final SealedSource source;
    private final CheckpointCheck check;
    private final int mostRows;

    /** A check of who has signed a checkpoint. */
    @FunctionalInterface
    public interface CheckpointCheck {

        /**
         * Makes sure that the signature is as expected.
         *
         * @throws ExportException if it is not
         */
        void require(Checkpoint checkpoint, String note);
    }

    /**
     * The outcome of a run.
     *
     * @param from how many entries there were
     * @param to how many there are, all under a checkpoint
     * @param segments in how many segments the new ones are
     */
    public record Added(String origin, long from, long to, int segments) {}

    /**
     * Prepares a run.
     *
     * @param journal the number of the journal, from 1
     */
    public TreeExport(Storage storage, int journal, SealedSource source, CheckpointCheck check) {
        this(storage, journal, source, check, SegmentContent.MOST_ROWS);
    }

    TreeExport(Storage storage, int journal, SealedSource source, CheckpointCheck check, int mostRows) {
        this.storage = storage;
        this.journal = journal;
        this.source = source;
        this.check = check;
        this.mostRows = mostRows;
    }

    /**
     * Adds what is new.
     *
     * @throws ExportException if what is served, or what is exported already, is not what was signed
     * @throws dev.recount.archive.storage.StorageException if it cannot be stored
     */
    public Added run() {
        CheckedNote now = checked(source.checkpoint());
        TreeFolder folder = folder(now.checkpoint().origin());
        ExportedTree before = ExportedTree.read(storage, folder);
        Optional<String> begun = before.begun();
        int segments = begun.isEmpty()
                ? add(before, now)
                : add(before, checked(begun.get())) + add(ExportedTree.read(storage, folder), now);
        return new Added(
                now.checkpoint().origin(), before.size(), now.checkpoint().size(), segments);
    }

    private int add(ExportedTree before, CheckedNote to) {
        return new ExportPart(storage, source, before, to, mostRows).run();
    }

    private TreeFolder folder(String origin) {
        try {
            return new TreeFolder(journal, origin);
        } catch (IllegalArgumentException unusable) {
            throw new ExportException(String.valueOf(unusable.getMessage()), unusable);
        }
    }

    private CheckedNote checked(String note) {
        try {
            Checkpoint checkpoint = Checkpoint.ofNote(note);
            check.require(checkpoint, note);
            return new CheckedNote(checkpoint, note);
        } catch (IllegalArgumentException malformed) {
            throw new ExportException(
                    "the checkpoint of journal " + journal + ": " + malformed.getMessage(), malformed);
        }
    }
}
