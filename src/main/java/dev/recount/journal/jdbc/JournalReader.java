package dev.recount.journal.jdbc;

import dev.recount.journal.JournalEntry;
import dev.recount.journal.StoredEvent;
import dev.recount.model.StreamId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Reads the journal past the streams' actors; every method blocks, and throws {@link JournalException} when it cannot read. */
public final class JournalReader {

    private static final char SEPARATOR = '|';

    private final DataSource database;

    public JournalReader(JournalDatabase database) {
        this.database = database.pool();
    }

    /** Returns the name under which Pekko keeps a stream. */
    public static String persistenceId(StreamId stream) {
        return stream.type() + SEPARATOR + stream.id();
    }

    /** Returns the stream that Pekko keeps under a name. */
    public static StreamId streamId(String persistenceId) {
        int separator = persistenceId.indexOf(SEPARATOR);
        return new StreamId(persistenceId.substring(0, separator), persistenceId.substring(separator + 1));
    }

    /** Returns a stream's events from a version on, in order, at most so many. */
    public List<JournalEntry> events(StreamId stream, long fromVersion, int limit) {
        return query(
                """
                SELECT sequence_number, event_ser_manifest, event_payload FROM event_journal
                WHERE persistence_id = ? AND sequence_number >= ? ORDER BY sequence_number LIMIT ?""",
                select -> {
                    select.setString(1, persistenceId(stream));
                    select.setLong(2, fromVersion);
                    select.setInt(3, limit);
                },
                row -> new JournalEntry(stream, row.getLong(1), new StoredEvent(row.getString(2), row.getBytes(3))));
    }

    /** Returns the ids of a type's streams that come after the given one, or from the first, in order, at most so many. */
    public List<String> streams(String type, Optional<String> after, int limit) {
        var ids = new ArrayList<String>();
        String last = type + SEPARATOR + after.orElse("");
        while (ids.size() < limit) {
            Optional<String> next = nextStream(type, last);
            if (next.isEmpty()) {
                break;
            }
            last = next.get();
            ids.add(last.substring(type.length() + 1));
        }
        return ids;
    }

    /** One step along the index from stream to stream, which costs the same however many events the streams have. */
    private Optional<String> nextStream(String type, String after) {
        return query(
                        """
                        SELECT persistence_id FROM event_journal
                        WHERE persistence_id > ? AND persistence_id < ? ORDER BY persistence_id LIMIT 1""",
                        select -> {
                            select.setString(1, after);
                            select.setString(2, type + (char) (SEPARATOR + 1));
                        },
                        row -> row.getString(1))
                .stream()
                .findFirst();
    }

    /** Returns the names under which events are stored, each once, at the cost of reading those alone. */
    public List<String> storedNames() {
        return query("SELECT stored_name FROM event_type ORDER BY stored_name", _ -> {}, row -> row.getString(1));
    }

    /** Returns how many events are stored under a name, for which the whole journal is read. */
    public long count(String storedName) {
        return query(
                        "SELECT COUNT(*) FROM event_journal WHERE event_ser_manifest = ?",
                        select -> select.setString(1, storedName),
                        row -> row.getLong(1))
                .getFirst();
    }

    /** Makes sure that the journal answers. */
    public void ping() {
        query("SELECT 1", _ -> {}, row -> row.getInt(1));
    }

    private <T> List<T> query(String sql, Select.Binding binding, Select.Mapping<T> mapping) {
        return new Select<>(sql, binding, mapping).from(database);
    }
}
