package dev.recount.journal.stored.archived;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recount.database.Database;
import dev.recount.database.sql.Select;
import dev.recount.journal.JournalEntry;
import dev.recount.journal.JournalKey;
import dev.recount.journal.StoredEvent;
import dev.recount.json.Json;
import dev.recount.model.StreamId;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The events of one journal whose bytes have moved into segments: whoever reads rows has them made whole here, before
 * anything else is done with them. Every method blocks.
 *
 * <p>Nothing that a segment says is believed: the row holds the hash that the event had when it was written, and what
 * the segment does not have as it was is read as an event that was changed.
 */
public final class ArchivedEvents {

    private static final JsonMapper JSON = Json.frame();

    private final Database journal;
    private final Map<Integer, Segment> files = new ConcurrentHashMap<>();

    private record Segment(String file, long bytes) {}

    public ArchivedEvents(Database journal) {
        this.journal = journal;
    }

    /**
     * Returns an event with its bytes.
     *
     * @throws dev.recount.database.segment.SegmentAwayException if its segment is not at hand
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
     * @throws dev.recount.database.segment.SegmentAwayException if its segment is not at hand
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
                .flatMap(file -> journal.segments().line(file.file(), file.bytes(), place.offset(), place.line()))
                .flatMap(line -> payload(stream, version, line));
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
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Segment> found = new Select<>(
                        "SELECT file, bytes FROM archive_segment WHERE number = ?",
                        select -> select.setInt(1, segment),
                        row -> new Segment(row.getString(1), row.getLong(2)))
                .from(journal.pool()).stream().findFirst();
        found.ifPresent(file -> files.put(segment, file));
        return found;
    }
}
