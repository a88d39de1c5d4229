package dev.recount.archive.settled;

import dev.recount.archive.storage.FolderStorage;
import dev.recount.archive.storage.StoredSegments;
import dev.recount.database.segment.Segments;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings of the archive.
 *
 * @param folder the folder that holds its files; nothing where there is no archive
 * @param interval how often events move by themselves; zero for never
 * @param deletes whether what is old enough is deleted then as well
 * @param readers how many threads read its files at a time
 */
public record ArchiveSettings(Optional<Path> folder, Duration interval, boolean deletes, int readers) {

    /** The number of threads that read an archive where nothing else is said. */
    public static final int READERS = 2;

    /** The settings of a server without an archive. */
    public static final ArchiveSettings NONE = new ArchiveSettings(Optional.empty(), Duration.ZERO, READERS);

    /** The settings of an archive from which nothing is deleted by itself. */
    public ArchiveSettings(Optional<Path> folder, Duration interval, int readers) {
        this(folder, interval, false, readers);
    }

    /** Returns the segments in it, to be read. */
    public Segments segments() {
        return folder.map(path -> new Segments(new StoredSegments(FolderStorage.toRead(path)), readers))
                .orElseGet(Segments::none);
    }

    /**
     * Opens its place to store there, as one can at a time.
     *
     * @throws dev.recount.archive.storage.StorageException if it cannot be used, or somebody else stores there
     */
    FolderStorage open() {
        return FolderStorage.open(folder.orElseThrow());
    }
}
