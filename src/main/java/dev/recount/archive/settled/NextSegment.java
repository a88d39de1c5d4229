package dev.recount.archive.settled;

import dev.recount.archive.segment.ArchiveManifest;
import dev.recount.archive.segment.RowBlocks;
import dev.recount.archive.segment.RowLine;
import dev.recount.archive.segment.SegmentManifest;
import dev.recount.archive.segment.SegmentManifest.StoredFile;
import dev.recount.archive.storage.Storage;
import dev.recount.database.segment.Segments;
import dev.recount.journal.stored.archived.ArchiveTable;
import dev.recount.journal.stored.archived.DueStream;
import dev.recount.journal.stored.archived.MovedEvent;
import dev.recount.journal.stored.archived.SeenEvent;
import dev.recount.journal.stored.archived.StoredSegment;
import dev.recount.log.position.LogPlace;
import dev.recount.log.stored.LogRow;
import dev.recount.model.StreamId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The segment that comes together next. It is a stretch of the log, within which the events of a stream stand together:
 * so who follows the log goes from segment to segment, and who reads a stream reads little of each.
 */
final class NextSegment {

    private static final int MOST_ROWS = 16_384;

    /** The length of all payloads from which on it gets no more rows: it is put together in memory. */
    private static final long MOST_BYTES = 16L << 20;

    private static final int NAME = 16;

    private final ArchiveTable table;
    private final Storage storage;
    private final int journal;
    private final SettledStatesCheck states;
    private final Clock clock;
    private final List<LogRow> rows = new ArrayList<>();
    private final Map<StreamId, SeenEvent> seen = new HashMap<>();
    private final Set<StreamId> streams = new HashSet<>();
    private long size;
    private long events;
    private int segments;
    private long bytes;

    /**
     * Begins with none.
     *
     * @param journal the number of the journal, from 1
     * @param states tells whether streams can do without their first events
     */
    NextSegment(ArchiveTable table, Storage storage, int journal, SettledStatesCheck states, Clock clock) {
        this.table = table;
        this.storage = storage;
        this.journal = journal;
        this.states = states;
        this.clock = clock;
    }

    /** Takes a row whose bytes move. */
    void add(DueStream stream, LogRow row) {
        rows.add(row);
        size += row.payload().length();
        streams.add(stream.stream());
        pass(stream, row);
    }

    /** Takes notice of a row that stays as it is. */
    void pass(DueStream stream, LogRow row) {
        seen.merge(
                stream.stream(),
                new SeenEvent(row.version(), row.hash().orElseThrow(), stream.settled()),
                (before, now) -> now.version() > before.version() ? now : before);
    }

    boolean isFull() {
        return rows.size() >= MOST_ROWS || size >= MOST_BYTES;
    }

    /** Stores the segment, reads it back, and has its events leave their rows; the next one begins. */
    void store() {
        if (!rows.isEmpty()) {
            move();
        } else if (!seen.isEmpty()) {
            table.move(Optional.empty(), List.of(), seen, clock.instant(), states::requireUncorrected);
        }
        rows.clear();
        seen.clear();
        size = 0;
    }

    private void move() {
        LogPlace first = rows.getFirst().place();
        LogPlace last = rows.getLast().place();
        List<LogRow> byStream = rows.stream()
                .sorted(Comparator.comparing(LogRow::stream).thenComparingLong(LogRow::version))
                .toList();
        var blocks = new RowBlocks();
        List<RowBlocks.Place> places = blocks.add(byStream);
        byte[] content = blocks.content();
        StoredFile file = file(content, first);
        storage.put(file.name(), content);
        storage.put(
                ArchiveManifest.name(file.name()),
                new ArchiveManifest(SegmentManifest.FORMAT, journal, file, rows.size(), first, last).content());
        requireStored(file, byStream, places);
        table.move(
                Optional.of(segment(file)), moved(byStream, places), seen, clock.instant(), states::requireUncorrected);
        events += rows.size();
        segments++;
        bytes += content.length;
    }

    /** What has the same name has the same content: so that a run that was killed leaves nothing in the way. */
    private StoredFile file(byte[] content, LogPlace first) {
        String hash = StoredFile.of("", content).sha256();
        return StoredFile.of("journal-%d/%s-%s.jsonl.gz".formatted(journal, first, hash.substring(0, NAME)), content);
    }

    private StoredSegment segment(StoredFile file) {
        return new StoredSegment(
                file.name(),
                file.bytes(),
                file.sha256(),
                rows.size(),
                rows.stream().mapToLong(row -> row.place().ordering()).min().orElseThrow(),
                rows.stream().mapToLong(row -> row.place().ordering()).max().orElseThrow(),
                content());
    }

    /** All streams that are archived at a time are of one type. */
    private Optional<StoredSegment.Content> content() {
        Set<String> types =
                rows.stream().map(row -> StreamId.parse(row.stream()).type()).collect(Collectors.toSet());
        Instant newest =
                Instant.ofEpochMilli(rows.stream().mapToLong(LogRow::time).max().orElseThrow());
        return types.size() == 1
                ? Optional.of(new StoredSegment.Content(types.iterator().next(), newest))
                : Optional.empty();
    }

    private void requireStored(StoredFile file, List<LogRow> expected, List<RowBlocks.Place> places) {
        byte[] stored = storage.get(file.name())
                .orElseThrow(() -> new ArchiveException(file.name() + " was stored, and is not there"));
        var lines = new Segments(_ -> stored);
        boolean isSame = StoredFile.of(file.name(), stored).equals(file);
        for (int i = 0; isSame && i < expected.size(); i++) {
            RowBlocks.Place place = places.get(i);
            isSame = lines.line(file.name(), stored.length, place.offset(), place.line())
                    .map(RowLine::parse)
                    .filter(expected.get(i)::equals)
                    .isPresent();
        }
        if (!isSame) {
            throw new ArchiveException(
                    file.name() + " does not give back what was stored in it; no event has left its row for it");
        }
    }

    private static List<MovedEvent> moved(List<LogRow> rows, List<RowBlocks.Place> places) {
        var moved = new ArrayList<MovedEvent>();
        for (int i = 0; i < rows.size(); i++) {
            LogRow row = rows.get(i);
            moved.add(new MovedEvent(
                    StreamId.parse(row.stream()),
                    row.version(),
                    row.hash().orElseThrow(),
                    places.get(i).offset(),
                    places.get(i).line()));
        }
        return moved;
    }

    long streams() {
        return streams.size();
    }

    long events() {
        return events;
    }

    int segments() {
        return segments;
    }

    long bytes() {
        return bytes;
    }
}
