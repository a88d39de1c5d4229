package dev.recount.archive.settled;

import dev.recount.archive.segment.RowLine;
import dev.recount.archive.segment.SegmentManifest.StoredFile;
import dev.recount.archive.storage.Storage;
import dev.recount.journal.JournalKey;
import dev.recount.journal.stored.archived.StoredSegment;
import dev.recount.log.stored.LogRow;
import dev.recount.model.StreamId;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/**
 * A segment as its file tells of it, which is the one that was stored.
 *
 * @param type the stream type of all of its events
 * @param newest when the newest of them was written
 * @param last of each of its streams, the last version that is in it, in the order of their names
 */
record OldSegment(String type, Instant newest, SortedMap<StreamId, Long> last) {

    OldSegment {
        last = Collections.unmodifiableSortedMap(last);
    }

    /**
     * Reads one.
     *
     * @throws ArchiveException if it is not there, or not the one that was stored
     */
    static OldSegment read(Storage storage, StoredSegment segment) {
        byte[] content =
                storage.get(segment.file()).orElseThrow(() -> new ArchiveException(segment.file() + " is not there"));
        if (!StoredFile.of(segment.file(), content).sha256().equals(segment.sha256())) {
            throw new ArchiveException(segment.file() + " is not the file that was stored");
        }
        var last = new TreeMap<StreamId, Long>(Comparator.comparing(JournalKey::of)); // two never wait for each other
        Set<String> types = new TreeSet<>();
        Instant newest = Instant.MIN;
        try (var lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(new ByteArrayInputStream(content)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                LogRow row = RowLine.parse(line);
                StreamId stream = StreamId.parse(row.stream());
                last.merge(stream, row.version(), Math::max);
                types.add(stream.type());
                Instant written = Instant.ofEpochMilli(row.time());
                newest = written.isAfter(newest) ? written : newest;
            }
        } catch (IOException unreadable) {
            throw new ArchiveException(segment.file() + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
        if (types.size() != 1) {
            throw new ArchiveException(segment.file() + " has events of several stream types: " + types);
        }
        return new OldSegment(types.iterator().next(), newest, last);
    }
}
