package dev.recount.journal.stored.archived;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recount.database.Database;
import dev.recount.database.segment.SegmentAwayException;
import dev.recount.database.segment.SegmentDeletedException;
import dev.recount.database.sql.Select;
import dev.recount.journal.JournalEntry;
import dev.recount.journal.JournalKey;
import dev.recount.journal.StoredEvent;
import dev.recount.json.Json;
import dev.recount.model.StreamId;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;

/**
 * The events of one journal whose bytes have moved into segments: whoever reads rows has them made whole here, before
 * anything else is done with them. Every method blocks.
 *
 * <p>Nothing that a segment says is believed: the row holds the hash that the event had when it was written, and what
 * the segment does not have as it was is read as an event that was changed.
 */
public final class ArchivedEvents {

    private static final JsonMapper JSON = Json.frame();

    /** After so long it is looked at again whether a segment was deleted meanwhile. */
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private final Database journal;
    private final Map<Integer, Segment> files = new ConcurrentHashMap<>();

    private record Segment(String file, long bytes, Optional<Instant> deletedAt, long seenNanos) {

        /** What was deleted stays so. */
        boolean isKnown() {
            return deletedAt.isPresent() || System.nanoTime() - seenNanos < FRESH_NANOS;
        }
    }

    public ArchivedEvents(Database journal) {
        this.journal = journal;
    }

    /**
     * Returns an event with its bytes.
     *
     * @throws dev.recount.database.segment.SegmentAwayException if its segment is not at hand, or was deleted
     */
    public JournalEntry whole(JournalEntry entry) {
        StoredEvent whole = whole(entry.stream(), entry.version(), entry.stored());
        return whole == entry.stored()
                ? entry
                : new JournalEntry(entry.stream(), entry.version(), whole, entry.before(), entry.overlay());
    }

    /**
     * Returns an event with its bytes.
     *
     * @throws dev.recount.database.segment.SegmentAwayException if its segment is not at hand, or was deleted
     */
    public StoredEvent whole(StreamId stream, long version, StoredEvent event) {
        return ArchivedPlace.of(event.payload())
                .flatMap(place -> payload(stream, version, place))
                .map(event::with)
                .orElse(event);
    }

    /** Returns an event with its bytes as {@link #whole(StreamId, long, StoredEvent)} does, by its stream's name. */
    public StoredEvent whole(String persistenceId, long version, StoredEvent event) {
        return JournalKey.find(persistenceId)
                .map(stream -> whole(stream, version, event))
                .orElse(event);
    }

    private Optional<byte[]> payload(StreamId stream, long version, ArchivedPlace place) {
        return file(place.segment())
                .flatMap(file -> line(stream, version, place, file))
                .flatMap(line -> payload(stream, version, line));
    }

    private Optional<String> line(StreamId stream, long version, ArchivedPlace place, Segment file) {
        if (file.deletedAt.isPresent()) {
            return notDeleted(stream, version, file);
        }
        try {
            return journal.segments().line(file.file, file.bytes, place.offset(), place.line());
        } catch (SegmentAwayException away) {
            files.remove(place.segment()); // it may have been deleted since it was looked at
            Segment now = file(place.segment()).orElse(file);
            if (now.deletedAt.isEmpty()) {
                throw away;
            }
            return notDeleted(stream, version, now);
        }
    }

    /** Somebody may have changed the row of an event to one in a deleted segment: that is no deletion. */
    private Optional<String> notDeleted(StreamId stream, long version, Segment file) {
        deletion(stream, version, file, this::deletedTo).ifPresent(gone -> {
            throw gone;
        });
        return Optional.empty();
    }

    private static Optional<SegmentDeletedException> deletion(
            StreamId stream, long version, Segment file, ToLongFunction<StreamId> deletedTo) {
        return file.deletedAt.flatMap(at -> {
            long last = deletedTo.applyAsLong(stream);
            return version <= last
                    ? Optional.of(new SegmentDeletedException("the events of " + stream + " up to version " + last
                            + " were deleted for good, these on " + at + " with the segment " + file.file))
                    : Optional.empty();
        });
    }

    /** Returns the version up to which the events of a stream were deleted, 0 if none were. */
    public long deletedTo(StreamId stream) {
        return new Select<>(
                        "SELECT deleted_to FROM settled_state WHERE persistence_id = ?",
                        select -> select.setString(1, JournalKey.of(stream)),
                        row -> row.getLong(1))
                .from(journal.pool()).stream().findFirst().orElse(0L);
    }

    /**
     * Returns why an event, as it lies in its row, cannot be read any more, if it was deleted with its segment.
     *
     * @param deletedTo gives what {@link #deletedTo} does, which who reads many events need not look up for each
     */
    public Optional<SegmentDeletedException> deletion(JournalEntry entry, ToLongFunction<StreamId> deletedTo) {
        return ArchivedPlace.of(entry.stored().payload())
                .flatMap(place -> file(place.segment()))
                .flatMap(file -> deletion(entry.stream(), entry.version(), file, deletedTo));
    }

    /** Returns the events of a stream that were deleted. */
    public DeletedEvents of(StreamId stream) {
        return new Select<>(
                        """
                        SELECT deleted_to, sequence_number, (SELECT COUNT(*) FROM event_journal event
                            WHERE event.persistence_id = state.persistence_id
                                AND event.sequence_number <= state.deleted_to)
                        FROM settled_state state WHERE persistence_id = ? AND deleted_to > 0""",
                        select -> select.setString(1, JournalKey.of(stream)),
                        row -> new DeletedEvents(row.getLong(1), row.getLong(2), row.getLong(3)))
                .from(journal.pool()).stream().findFirst().orElse(DeletedEvents.NONE);
    }

    private static Optional<byte[]> payload(StreamId stream, long version, String line) {
        try {
            JsonNode row = JSON.readTree(line);
            boolean isThis = row.path("stream").asText().equals(stream.toString())
                    && row.path("version").asLong() == version;
            return isThis ? Optional.ofNullable(row.path("payload").binaryValue()) : Optional.empty();
        } catch (JsonProcessingException changed) {
            return Optional.empty();
        } catch (IOException notBase64) {
            return Optional.empty();
        }
    }

    private Optional<Segment> file(int segment) {
        Segment known = files.get(segment);
        if (known != null && known.isKnown()) {
            return Optional.of(known);
        }
        Optional<Segment> found = new Select<>(
                        "SELECT * FROM archive_segment WHERE number = ?",
                        select -> select.setInt(1, segment),
                        row -> new Segment(
                                row.getString("file"), row.getLong("bytes"), deletedAt(row), System.nanoTime()))
                .from(journal.pool()).stream().findFirst();
        found.ifPresent(file -> files.put(segment, file));
        return found;
    }

    /** A journal that is read as it is may be of a time when nothing was deleted, and there was no such column. */
    private static Optional<Instant> deletedAt(ResultSet row) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        for (int column = 1; column <= columns.getColumnCount(); column++) {
            if (columns.getColumnName(column).equalsIgnoreCase("deleted_at")) {
                long millis = row.getLong(column);
                return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
            }
        }
        return Optional.empty();
    }
}
