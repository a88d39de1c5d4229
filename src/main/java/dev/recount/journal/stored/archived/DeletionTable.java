package dev.recount.journal.stored.archived;

import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.sql.DatabaseException;
import dev.recount.database.sql.Select;
import dev.recount.database.sql.Statements;
import dev.recount.database.sql.Transactions;
import dev.recount.journal.JournalKey;
import dev.recount.model.StreamId;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.ObjLongConsumer;

/**
 * The tables that say what of a journal's archive is deleted; every method blocks, and throws {@link DatabaseException}
 * when the database does not answer.
 */
public final class DeletionTable {

    /** The row is locked by it, so that a correction that is being recorded either is seen, or sees it. */
    private static final String CONDEMN = """
            UPDATE settled_state SET deleted_to = GREATEST(deleted_to, ?)
            WHERE persistence_id = ? AND sequence_number > ? AND snapshot_ser_manifest = ? AND drops = drops_before""";

    /** States of the time that is deleted would tell of it. */
    private static final String DROP = "DELETE FROM snapshot WHERE persistence_id = ? AND sequence_number <= ?";

    private static final String CORRECTED = """
            SELECT DISTINCT correction.persistence_id, state.sequence_number
            FROM correction JOIN settled_state state ON state.persistence_id = correction.persistence_id
            WHERE state.deleted_to > 0 AND correction.sequence_number > state.sequence_number""";

    private static final String UNFIT = """
            SELECT persistence_id FROM settled_state WHERE persistence_id > ? AND persistence_id < ?
                AND deleted_to > 0 AND (snapshot_ser_manifest <> ? OR drops <> drops_before)
            ORDER BY persistence_id LIMIT ?""";

    private final Database journal;
    private final Transactions transactions;

    public DeletionTable(Database journal) {
        this.journal = journal;
        this.transactions = new Transactions(journal.pool(), "archived events cannot be deleted");
    }

    /**
     * Notes that a segment is deleted, with the snapshots of its time, in one transaction; its file may be removed
     * afterwards. From then on, the settled states of the streams are never dropped.
     *
     * @param number the number of the segment
     * @param last of each of its streams that are in this journal, which are of one type, the last version that is in
     *     it; none, if the segment came here by a move into several journals, and is of other streams
     * @param stateName the name under which today's states of these streams are saved
     * @param by who deletes it
     * @param corrected is given, of these streams, each that has corrections after its settled state, with the version
     *     of that; fails if the state does not hold any more
     * @throws DatabaseException if a stream has no settled state of that name, or another one has deleted the segment;
     *     nothing is noted then
     */
    public void delete(
            int number,
            SortedMap<StreamId, Long> last,
            String stateName,
            Note by,
            ObjLongConsumer<StreamId> corrected) {
        var _ = transactions.run(statements -> {
            if (journal.kind() == DatabaseKind.POSTGRESQL) {
                statements.update("LOCK TABLE archive_segment IN EXCLUSIVE MODE"); // one archives at a time
            }
            if (!last.isEmpty()) {
                condemn(statements, last, stateName);
                drop(statements, last);
            }
            statements
                    .select(CORRECTED, row -> new Settled(JournalKey.stream(row.getString(1)), row.getLong(2)))
                    .stream()
                    .filter(each -> last.containsKey(each.stream))
                    .forEach(each -> corrected.accept(each.stream, each.version));
            int noted = statements.update(
                    "UPDATE archive_segment SET deleted_at = ?, deleted_by = ?, stream_type = COALESCE(?, stream_type)"
                            + " WHERE number = ? AND deleted_at IS NULL",
                    by.at().toEpochMilli(),
                    by.by(),
                    last.isEmpty() ? null : last.firstKey().type(),
                    number);
            if (noted != 1) {
                throw new DatabaseException("somebody else has deleted the segment " + number);
            }
            return true;
        });
    }

    /**
     * The note of a deletion.
     *
     * @param at when it is
     * @param by who deletes
     */
    public record Note(Instant at, String by) {}

    private record Settled(StreamId stream, long version) {}

    private static void condemn(Statements statements, SortedMap<StreamId, Long> last, String stateName)
            throws SQLException {
        List<Map.Entry<StreamId, Long>> streams = List.copyOf(last.entrySet());
        try (PreparedStatement update = statements.connection().prepareStatement(CONDEMN)) {
            for (Map.Entry<StreamId, Long> each : streams) {
                update.setLong(1, each.getValue());
                update.setString(2, JournalKey.of(each.getKey()));
                update.setLong(3, each.getValue());
                update.setString(4, stateName);
                update.addBatch();
            }
            int[] changed = update.executeBatch();
            for (int i = 0; i < changed.length; i++) {
                if (changed[i] != 1) {
                    throw new DatabaseException(
                            streams.get(i).getKey() + " has no settled state that it could go on from");
                }
            }
        }
    }

    private static void drop(Statements statements, SortedMap<StreamId, Long> last) throws SQLException {
        try (PreparedStatement delete = statements.connection().prepareStatement(DROP)) {
            for (Map.Entry<StreamId, Long> each : last.entrySet()) {
                delete.setString(1, JournalKey.of(each.getKey()));
                delete.setLong(2, each.getValue());
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }

    /** Returns the stream types of which events were deleted. */
    public Set<String> types() {
        return Set.copyOf(new Select<>(
                        "SELECT DISTINCT stream_type FROM archive_segment WHERE deleted_at IS NOT NULL"
                                + " AND stream_type IS NOT NULL",
                        _ -> {},
                        row -> row.getString(1))
                .from(journal.pool()));
    }

    /**
     * Returns streams of a type whose events were deleted, and whose settled state today's rules cannot go on from, in
     * the order of their names, at most so many.
     *
     * @param stateName the name under which today's states are saved
     */
    public List<StreamId> unfit(String type, String stateName, int limit) {
        return new Select<>(
                        UNFIT,
                        select -> {
                            select.setString(1, JournalKey.beginning(type));
                            select.setString(2, JournalKey.end(type));
                            select.setString(3, stateName);
                            select.setInt(4, limit);
                        },
                        row -> JournalKey.stream(row.getString(1)))
                .from(journal.pool());
    }
}
