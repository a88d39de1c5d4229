package dev.recount.archive.segment;

import dev.recount.archive.segment.SegmentManifest.StoredFile;
import dev.recount.log.position.LogPlace;

/**
 * The manifest of an archived segment, for who finds the files without the database.
 *
 * @param format the version of the form of all files
 * @param journal the number of the journal, from 1
 * @param file the file of the segment
 * @param events how many events it holds, by their streams and versions
 * @param first the place of the first of them in the log of the journal
 * @param last the place of the last one
 */
public record ArchiveManifest(int format, int journal, StoredFile file, int events, LogPlace first, LogPlace last) {

    /** Returns the name of the file of a segment's manifest. */
    public static String name(String segment) {
        return segment.replace(".jsonl.gz", ".manifest.json");
    }

    /** Returns the content of its file. */
    public byte[] content() {
        return SegmentJson.content(this);
    }
}
