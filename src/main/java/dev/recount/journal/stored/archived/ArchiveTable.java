package dev.recount.journal.stored.archived;

import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.sql.DatabaseException;
import dev.recount.database.sql.Select;
import dev.recount.database.sql.Statements;
import dev.recount.database.sql.Transactions;
import dev.recount.journal.JournalKey;
import dev.recount.model.StreamId;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;

/**
 * The tables that say what of a journal is archived; every method blocks, and throws {@link DatabaseException} when the
 * database does not answer.
 */
public final class ArchiveTable {

    /** The condition for the bytes of an event to be in its row. */
    public static final String IS_HERE = "OCTET_LENGTH(event_payload) > " + ArchivedPlace.LONGEST;

    private static final String MOVE_ONE = "UPDATE event_journal SET event_payload = ? WHERE persistence_id = ?"
            + " AND sequence_number = ? AND event_hash = ? AND " + IS_HERE;

    /** One statement: as long as the transaction is open, readers do not see what others store meanwhile. */
    private static final String MOVE_ALL = "UPDATE event_journal SET event_payload = moved.place"
            + " FROM unnest(?::bytea[], ?::text[], ?::bigint[], ?::bytea[]) AS moved(place, id, version, hash)"
            + " WHERE persistence_id = moved.id AND sequence_number = moved.version AND event_hash = moved.hash AND "
            + IS_HERE;

    private static final String NOTE_ONE = "MERGE INTO archived_stream (persistence_id, sequence_number, event_hash)"
            + " KEY (persistence_id) VALUES (?, ?, ?)";

    private static final String NOTE_ALL = "INSERT INTO archived_stream (persistence_id, sequence_number, event_hash)"
            + " SELECT * FROM unnest(?::text[], ?::bigint[], ?::bytea[]) ON CONFLICT (persistence_id)"
            + " DO UPDATE SET sequence_number = EXCLUDED.sequence_number, event_hash = EXCLUDED.event_hash";

    private final Database journal;
    private final Transactions transactions;

    public ArchiveTable(Database journal) {
        this.journal = journal;
        this.transactions = new Transactions(journal.pool(), "events cannot be archived");
    }

    /**
     * The rule by which events of a stream type move.
     *
     * @param type the name of the stream type
     * @param stateName the name under which today's states are saved
     * @param settlingEvents the stored names of the events that settle a state, without their revisions
     * @param settledPoints how many settled points stay
     * @param retention how long archived events stay after they were recorded; nothing where they stay for good
     */
    public record Rule(
            String type, String stateName, List<String> settlingEvents, int settledPoints, Optional<Period> retention) {

        public Rule {
            settlingEvents = List.copyOf(settlingEvents);
        }
    }

    /**
     * Returns the streams of which events may move, in the order of their names, at most so many. A settled point
     * without a saved state does not count: a stream must not need the archive to come into memory.
     *
     * @param after the id after which they come, or an empty text for the first
     */
    public List<DueStream> due(Rule rule, String after, int limit) {
        return new Select<>(
                        due(rule),
                        select -> {
                            select.setString(1, JournalKey.beginning(rule.type()) + after);
                            select.setString(2, JournalKey.end(rule.type()));
                            select.setString(3, rule.stateName());
                            int next = 4;
                            for (String event : rule.settlingEvents()) {
                                select.setString(next++, event + "/%");
                            }
                            select.setInt(next++, rule.settledPoints());
                            select.setInt(next, limit);
                        },
                        row -> new DueStream(
                                JournalKey.stream(row.getString(1)), row.getLong(2), row.getLong(3), row.getLong(4)))
                .from(journal.unhurried());
    }

    /** The query for the settled points that have a saved state, of each stream one, unless all before it has moved. */
    private static String due(Rule rule) {
        return """
                SELECT settled.persistence_id, COALESCE(archived.sequence_number, 0), settled.sequence_number,
                    COALESCE(state.deleted_to, 0) FROM (
                    SELECT saved.persistence_id, saved.sequence_number, ROW_NUMBER() OVER (
                        PARTITION BY saved.persistence_id ORDER BY saved.sequence_number DESC) AS place
                    FROM snapshot saved JOIN event_journal event ON event.persistence_id = saved.persistence_id
                        AND event.sequence_number = saved.sequence_number
                    WHERE saved.persistence_id > ? AND saved.persistence_id < ? AND saved.snapshot_ser_manifest = ?
                        AND (%s)) settled
                LEFT JOIN archived_stream archived ON archived.persistence_id = settled.persistence_id
                LEFT JOIN settled_state state ON state.persistence_id = settled.persistence_id
                WHERE settled.place = ? AND settled.sequence_number > COALESCE(archived.sequence_number, 0) + 1
                ORDER BY settled.persistence_id LIMIT ?""".formatted(String.join(
                " OR ", Collections.nCopies(rule.settlingEvents().size(), "event.event_ser_manifest LIKE ?")));
    }

    /** Returns the version up to which a stream is archived, 0 if nothing of it is. */
    public long archived(StreamId stream) {
        return new Select<>(
                        "SELECT sequence_number FROM archived_stream WHERE persistence_id = ?",
                        select -> select.setString(1, JournalKey.of(stream)),
                        row -> row.getLong(1))
                .from(journal.pool()).stream().findFirst().orElse(0L);
    }

    /** Returns all segments, in the order in which they were made. */
    public List<KnownSegment> segments() {
        return new Select<>(
                        "SELECT number, deleted_at, file, bytes, sha256, events, first_ordering, last_ordering,"
                                + " stream_type, newest FROM archive_segment ORDER BY number",
                        _ -> {},
                        row -> new KnownSegment(row.getInt(1), segment(row), time(row, "deleted_at")))
                .from(journal.pool());
    }

    private static StoredSegment segment(ResultSet row) throws SQLException {
        return new StoredSegment(
                row.getString(3),
                row.getLong(4),
                row.getString(5),
                row.getInt(6),
                row.getLong(7),
                row.getLong(8),
                content(row));
    }

    private static Optional<StoredSegment.Content> content(ResultSet row) throws SQLException {
        String type = row.getString("stream_type");
        return type == null
                ? Optional.empty()
                : time(row, "newest").map(newest -> new StoredSegment.Content(type, newest));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    /** Tells whether the role that reads here may have events move at all. */
    public boolean mayMove() {
        return journal.kind() == DatabaseKind.H2
                || transactions.run(statements -> statements
                        .select("SELECT has_table_privilege('event_journal', 'UPDATE')", row -> row.getBoolean(1))
                        .getFirst());
    }

    /**
     * Has events move, all in one transaction or none: in their rows, the place in the segment takes the place of the
     * bytes, and the states at their streams' settled points are kept for good. The segment is stored already.
     *
     * @param segment the segment, if anything moves into one
     * @param moved the events that move into it
     * @param seen of each stream, the last event up to which all that may move has moved
     * @param corrected is given each stream that has nothing left of its first events but its settled state, with the
     *     version of that; fails if the state does not hold any more
     * @throws DatabaseException also if one of them is not there any more as it was read, as when another one has moved
     *     it, or a state has been dropped; nothing has moved then
     */
    public void move(
            Optional<StoredSegment> segment,
            List<MovedEvent> moved,
            Map<StreamId, SeenEvent> seen,
            Instant now,
            ObjLongConsumer<StreamId> corrected) {
        var _ = transactions.run(statements -> {
            begin(statements);
            if (segment.isPresent()) {
                int number = add(statements, segment.get(), now);
                requireAll(moved.size(), move(statements, number, moved));
            }
            List<Map.Entry<StreamId, SeenEvent>> inOrder = new ArrayList<>(seen.entrySet());
            inOrder.sort(
                    Map.Entry.comparingByKey(Comparator.comparing(JournalKey::of))); // two never wait for each other
            SettledStateTable.keep(statements, journal.kind(), inOrder);
            SettledStateTable.requireKept(statements, seen.keySet(), corrected);
            note(statements, inOrder);
            return true;
        });
    }

    private void begin(Statements statements) throws SQLException {
        if (journal.kind() == DatabaseKind.POSTGRESQL) {
            statements.update("SET LOCAL recount.repair = on"); // PostgreSQL refuses to change events otherwise
            statements.update("LOCK TABLE archive_segment IN EXCLUSIVE MODE"); // one archives at a time
        }
    }

    private static int add(Statements statements, StoredSegment segment, Instant now) throws SQLException {
        int number = 1
                + statements
                        .select("SELECT COALESCE(MAX(number), 0) FROM archive_segment", row -> row.getInt(1))
                        .getFirst();
        statements.update(
                "INSERT INTO archive_segment (number, file, bytes, sha256, events, first_ordering, last_ordering,"
                        + " archived_at, stream_type, newest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                number,
                segment.file(),
                segment.bytes(),
                segment.sha256(),
                segment.events(),
                segment.first(),
                segment.last(),
                now.toEpochMilli(),
                segment.content().map(StoredSegment.Content::type).orElse(null),
                segment.content()
                        .map(content -> content.newest().toEpochMilli())
                        .orElse(null));
        return number;
    }

    private static void requireAll(int expected, int moved) {
        if (moved != expected) {
            throw new DatabaseException("of " + expected + " events, " + (expected - moved)
                    + " are not there any more as they were read: somebody else archives, or changes them; none has"
                    + " moved");
        }
    }

    private int move(Statements statements, int segment, List<MovedEvent> moved) throws SQLException {
        return switch (journal.kind()) {
            case H2 -> moveBatch(statements, segment, moved);
            case POSTGRESQL -> moveArrays(statements, segment, moved);
        };
    }

    private static int moveBatch(Statements statements, int segment, List<MovedEvent> moved) throws SQLException {
        try (PreparedStatement update = statements.connection().prepareStatement(MOVE_ONE)) {
            for (MovedEvent event : moved) {
                update.setBytes(1, place(segment, event));
                update.setString(2, JournalKey.of(event.stream()));
                update.setLong(3, event.version());
                update.setBytes(4, hash(event.hash()));
                update.addBatch();
            }
            return Arrays.stream(update.executeBatch()).sum();
        }
    }

    private static int moveArrays(Statements statements, int segment, List<MovedEvent> moved) throws SQLException {
        try (PreparedStatement update = statements.connection().prepareStatement(MOVE_ALL)) {
            update.setArray(1, bytes(statements, moved, event -> place(segment, event)));
            update.setArray(2, array(statements, "text", moved, event -> JournalKey.of(event.stream())));
            update.setArray(3, array(statements, "bigint", moved, MovedEvent::version));
            update.setArray(4, bytes(statements, moved, event -> hash(event.hash())));
            return update.executeUpdate();
        }
    }

    private static <T> Array array(Statements statements, String type, Collection<T> rows, Function<T, Object> column)
            throws SQLException {
        return statements
                .connection()
                .createArrayOf(type, rows.stream().map(column).toArray());
    }

    private static <T> Array bytes(Statements statements, Collection<T> rows, Function<T, byte[]> column)
            throws SQLException {
        return statements
                .connection()
                .createArrayOf("bytea", rows.stream().map(column).toArray(byte[][]::new));
    }

    private static byte[] place(int segment, MovedEvent event) {
        return new ArchivedPlace(segment, event.offset(), event.line()).bytes();
    }

    private static byte[] hash(String text) {
        return Base64.getDecoder().decode(text);
    }

    private void note(Statements statements, List<Map.Entry<StreamId, SeenEvent>> seen) throws SQLException {
        switch (journal.kind()) {
            case H2 -> noteBatch(statements, seen);
            case POSTGRESQL -> noteArrays(statements, seen);
        }
    }

    private static void noteBatch(Statements statements, List<Map.Entry<StreamId, SeenEvent>> seen)
            throws SQLException {
        try (PreparedStatement merge = statements.connection().prepareStatement(NOTE_ONE)) {
            for (Map.Entry<StreamId, SeenEvent> each : seen) {
                merge.setString(1, JournalKey.of(each.getKey()));
                merge.setLong(2, each.getValue().version());
                merge.setBytes(3, hash(each.getValue().hash()));
                merge.addBatch();
            }
            merge.executeBatch();
        }
    }

    private static void noteArrays(Statements statements, List<Map.Entry<StreamId, SeenEvent>> seen)
            throws SQLException {
        try (PreparedStatement insert = statements.connection().prepareStatement(NOTE_ALL)) {
            insert.setArray(1, array(statements, "text", seen, each -> JournalKey.of(each.getKey())));
            insert.setArray(
                    2, array(statements, "bigint", seen, each -> each.getValue().version()));
            insert.setArray(
                    3, bytes(statements, seen, each -> hash(each.getValue().hash())));
            insert.executeUpdate();
        }
    }
}
