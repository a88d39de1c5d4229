package dev.recount.journal.stored;

import dev.recount.database.sql.Select;
import dev.recount.journal.JournalEntry;
import dev.recount.journal.JournalKey;
import dev.recount.journal.Links;
import dev.recount.journal.StoredEvent;
import dev.recount.journal.codec.EventReader;
import dev.recount.journal.correction.Corrections;
import dev.recount.model.StreamId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.LongPredicate;
import javax.sql.DataSource;

/** The corrections of a journal's streams. */
public final class CorrectionTable {

    private static final String OF_STREAM = """
            SELECT event.sequence_number, event.event_ser_manifest, event.event_payload, event.event_hash, event.ordering
            FROM correction JOIN event_journal event ON event.persistence_id = correction.persistence_id
                AND event.sequence_number BETWEEN correction.sequence_number - 1 AND correction.sequence_number
            WHERE correction.persistence_id = ?
            ORDER BY event.sequence_number""";

    private static final String AMONG = "SELECT DISTINCT persistence_id FROM correction WHERE persistence_id = ANY(?)";

    private final DataSource database;

    public CorrectionTable(DataSource database) {
        this.database = database;
    }

    private record Row(long version, StoredEvent event, long ordering) {}

    /** Returns all streams that have corrections. Blocks. */
    public List<StreamId> streams() {
        return new Select<>(
                        "SELECT DISTINCT persistence_id FROM correction",
                        _ -> {},
                        row -> JournalKey.stream(row.getString(1)))
                .from(database);
    }

    /** Returns those of some streams that have corrections. Blocks. */
    public List<StreamId> among(Collection<StreamId> streams) {
        return new Select<>(
                        AMONG,
                        select -> select.setArray(
                                1,
                                select.getConnection()
                                        .createArrayOf(
                                                "varchar",
                                                streams.stream()
                                                        .map(JournalKey::of)
                                                        .toArray())),
                        row -> JournalKey.stream(row.getString(1)))
                .from(database);
    }

    /** Returns all corrections of a stream. Blocks. */
    public Corrections of(StreamId stream) {
        return of(stream, _ -> true);
    }

    /**
     * Returns the corrections of a stream. Blocks.
     *
     * @param isSettled tells of an event's number in the journal whether the event will outlive the process
     */
    Corrections of(StreamId stream, LongPredicate isSettled) {
        List<Row> rows = new Select<>(
                        OF_STREAM,
                        select -> select.setString(1, JournalKey.of(stream)),
                        row -> new Row(
                                row.getLong(1),
                                StoredEvent.found(row.getString(2), row.getBytes(3), row.getBytes(4)),
                                row.getLong(5)))
                .from(database);
        return rows.isEmpty() ? Corrections.NONE : EventReader.corrections(entries(stream, rows, isSettled));
    }

    /** Each correction comes with the event before it, which may be a correction itself, and then comes twice. */
    private static List<JournalEntry> entries(StreamId stream, List<Row> rows, LongPredicate isSettled) {
        var links = new Links(stream);
        var entries = new ArrayList<JournalEntry>();
        for (Row row : rows) {
            boolean isRepeated = !entries.isEmpty() && entries.getLast().version() == row.version;
            if (!isRepeated && isSettled.test(row.ordering)) {
                entries.add(links.next(row.version, row.event));
            }
        }
        return entries;
    }
}
