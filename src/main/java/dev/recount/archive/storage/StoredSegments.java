package dev.recount.archive.storage;

import dev.recount.database.segment.SegmentAwayException;
import dev.recount.database.segment.SegmentFiles;

/**
 * The files of segments in a storage.
 *
 * @param storage the storage, in which names are those that the journals know
 */
public record StoredSegments(Storage storage) implements SegmentFiles {

    @Override
    public byte[] content(String file) {
        try {
            return storage.get(file).orElseThrow(() -> new SegmentAwayException(file, "there is no such file"));
        } catch (StorageException away) {
            throw new SegmentAwayException(file, away);
        }
    }
}
