package dev.recount.journal.stored;

import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.sql.Select;
import dev.recount.journal.JournalEntry;
import dev.recount.journal.JournalKey;
import dev.recount.journal.JournalPage;
import dev.recount.journal.Links;
import dev.recount.journal.StoredEvent;
import dev.recount.journal.correction.Corrections;
import dev.recount.journal.stored.archived.ArchiveTable;
import dev.recount.journal.stored.archived.ArchivedEvents;
import dev.recount.journal.stored.archived.DeletedEvents;
import dev.recount.model.StreamId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The events of one journal, for those who read past the streams' actors; see {@link JournalReader}.
 *
 * <p>Only those events are returned that will outlive the process, see {@link Database#settled}.
 */
final class JournalTable {

    /** The most events of one query: databases make the whole of its result before the first is seen. */
    private static final int CHUNK = 64;

    /**
     * As many as one transaction of the journal's writer may hold, usually: most often the first look finds the last
     * event.
     */
    private static final int UNSETTLED = 500;

    private final Database journal;
    private final DataSource database;
    private final String hash;
    private final Optional<CorrectionTable> corrections;
    private final ArchivedEvents archived;
    private final boolean knowsDeleted;

    JournalTable(Database journal, DataSource connections) {
        this.journal = journal;
        this.database = connections;
        this.archived = new ArchivedEvents(journal);
        this.hash = Columns.are(connections, "event_journal", "event_hash")
                ? "event_hash"
                : "CAST(NULL AS " + bytes(journal.kind()) + ")";
        this.knowsDeleted = Columns.are(connections, "settled_state", "deleted_to");
        this.corrections = Columns.are(connections, "correction", "sequence_number")
                ? Optional.of(new CorrectionTable(connections))
                : Optional.empty();
    }

    /** Returns the streams that have corrections. */
    List<StreamId> corrected() {
        return corrections.map(CorrectionTable::streams).orElse(List.of());
    }

    /** Returns the corrections of a stream. */
    Corrections corrections(StreamId stream) {
        return corrections
                .map(table -> table.of(stream, ordering -> ordering <= journal.settled()))
                .orElse(Corrections.NONE);
    }

    private static String bytes(DatabaseKind kind) {
        return switch (kind) {
            case H2 -> "VARBINARY";
            case POSTGRESQL -> "BYTEA";
        };
    }

    /** Something of an event, with the event's number in the whole journal. */
    private record Numbered<T>(long ordering, T value) {}

    /** Returns a stream's events from a version on, in order, at most so many, and fewer where they are large. */
    JournalPage events(StreamId stream, long fromVersion, int limit) {
        var entries = new ArrayList<JournalEntry>();
        long bytes = 0;
        while (entries.size() < limit && bytes < JournalPage.MOST_BYTES) {
            int most = Math.min(CHUNK, limit - entries.size());
            long from = entries.isEmpty() ? fromVersion : entries.getLast().version() + 1;
            List<JournalEntry> chunk = chunk(stream, from, most);
            entries.addAll(chunk);
            if (chunk.size() < most) {
                return new JournalPage(entries, true);
            }
            bytes += chunk.stream()
                    .mapToLong(entry -> entry.stored().payload().length)
                    .sum();
        }
        return new JournalPage(entries, false);
    }

    /** Reads the event before the first one too, so that each is known with the one before it. */
    private List<JournalEntry> chunk(StreamId stream, long fromVersion, int limit) {
        var links = new Links(stream);
        long from = Math.max(1, fromVersion);
        return settled(query(
                        "SELECT ordering, sequence_number, event_ser_manifest, event_payload, " + hash
                                + " FROM event_journal WHERE persistence_id = ? AND sequence_number >= ?"
                                + " ORDER BY persistence_id, sequence_number LIMIT ?",
                        select -> {
                            select.setString(1, JournalKey.of(stream));
                            select.setLong(2, from - 1);
                            select.setInt(3, from == 1 ? limit : limit + 1);
                        },
                        row -> new Numbered<>(
                                row.getLong(1),
                                links.next(
                                        row.getLong(2),
                                        StoredEvent.found(row.getString(3), row.getBytes(4), row.getBytes(5))))))
                .stream()
                .filter(entry -> entry.version() >= from)
                .limit(limit)
                .map(archived::whole)
                .toList();
    }

    /** Returns the event of a version, if there is one. */
    Optional<JournalEntry> event(StreamId stream, long version) {
        return chunk(stream, version, 1).stream()
                .filter(entry -> entry.version() == version)
                .findFirst();
    }

    /** Returns the events of a stream that were deleted. */
    DeletedEvents deleted(StreamId stream) {
        return knowsDeleted ? archived.of(stream) : DeletedEvents.NONE;
    }

    /** Returns the version of a stream's last event, 0 if it has none. */
    long lastVersion(StreamId stream) {
        long before = Long.MAX_VALUE;
        int limit = 1;
        while (true) {
            List<Numbered<Long>> last = lastVersions(stream, before, limit);
            for (Numbered<Long> version : last) {
                if (version.ordering <= journal.settled()) {
                    return version.value;
                }
                before = version.value;
            }
            if (last.size() < limit) {
                return 0;
            }
            limit = UNSETTLED;
        }
    }

    private List<Numbered<Long>> lastVersions(StreamId stream, long before, int limit) {
        return query(
                """
                SELECT ordering, sequence_number FROM event_journal WHERE persistence_id = ? AND sequence_number < ?
                ORDER BY persistence_id DESC, sequence_number DESC LIMIT ?""",
                select -> {
                    select.setString(1, JournalKey.of(stream));
                    select.setLong(2, before);
                    select.setInt(3, limit);
                },
                row -> new Numbered<>(row.getLong(1), row.getLong(2)));
    }

    /**
     * Leaves out what is not settled; in a stream that comes after all that is, so that what is left out is always an
     * end.
     */
    private <T> List<T> settled(List<Numbered<T>> inOrder) {
        long settled = journal.settled();
        return inOrder.stream()
                .takeWhile(numbered -> numbered.ordering <= settled)
                .map(Numbered::value)
                .toList();
    }

    /**
     * Returns the ids of a type's streams that begin with a prefix and come after the given one, or from the first, in
     * order, at most so many.
     */
    List<String> streams(String type, String prefix, Optional<String> after, int limit) {
        return names(JournalKey.after(type, prefix, after), JournalKey.end(type, prefix), limit).stream()
                .map(name -> name.substring(type.length() + 1))
                .toList();
    }

    /**
     * Returns the names, as Pekko keeps them, of all streams that come after the given name, in order, at most so many.
     *
     * @param after a name, or an empty text for the first
     */
    List<String> names(String after, int limit) {
        return names(after, "\uffff", limit);
    }

    private List<String> names(String after, String before, int limit) {
        var names = new ArrayList<String>();
        String last = after;
        while (names.size() < limit) {
            List<Numbered<String>> next = nextName(last, before);
            if (next.isEmpty()) {
                break;
            }
            last = next.getFirst().value;
            names.addAll(settled(next));
        }
        return names;
    }

    /** One step along the index from stream to stream, which costs the same however many events the streams have. */
    private List<Numbered<String>> nextName(String after, String before) {
        return query(
                """
                SELECT ordering, persistence_id FROM event_journal WHERE persistence_id > ? AND persistence_id < ?
                ORDER BY persistence_id, sequence_number LIMIT 1""",
                select -> {
                    select.setString(1, after);
                    select.setString(2, before);
                },
                row -> new Numbered<>(row.getLong(1), row.getString(2)));
    }

    /** Returns the names under which events are stored, each once, at the cost of reading those alone. */
    List<String> storedNames() {
        return query("SELECT stored_name FROM event_type ORDER BY stored_name", _ -> {}, row -> row.getString(1));
    }

    /**
     * Returns events that are stored under a name, at most so many, as the table holds them: the first, by and large.
     * Archived ones are only among them where all are: nobody who can do without a segment waits for it.
     */
    List<JournalEntry> sample(String storedName, int limit) {
        List<JournalEntry> here = sample(storedName, limit, " AND " + ArchiveTable.IS_HERE);
        return here.isEmpty()
                ? sample(storedName, limit, "").stream()
                        .filter(entry ->
                                archived.deletion(entry, archived::deletedTo).isEmpty())
                        .map(archived::whole)
                        .toList()
                : here;
    }

    private List<JournalEntry> sample(String storedName, int limit, String condition) {
        return query(
                "SELECT persistence_id, sequence_number, event_payload FROM event_journal WHERE event_ser_manifest = ?"
                        + condition + " LIMIT " + limit,
                select -> select.setString(1, storedName),
                row -> new JournalEntry(
                        JournalKey.stream(row.getString(1)),
                        row.getLong(2),
                        new StoredEvent(storedName, row.getBytes(3))));
    }

    /** Returns how many events are stored under a name, for which the whole journal is read. */
    long count(String storedName) {
        return query(
                        "SELECT COUNT(*) FROM event_journal WHERE event_ser_manifest = ?",
                        select -> select.setString(1, storedName),
                        row -> row.getLong(1))
                .getFirst();
    }

    private <T> List<T> query(String sql, Select.Binding binding, Select.Mapping<T> mapping) {
        return new Select<>(sql, binding, mapping).from(database);
    }
}
