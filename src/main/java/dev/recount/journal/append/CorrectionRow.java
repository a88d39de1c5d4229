package dev.recount.journal.append;

import dev.recount.database.sql.Statements;
import dev.recount.journal.JournalEntry;
import dev.recount.journal.JournalKey;
import dev.recount.journal.StoredEvent;
import dev.recount.journal.codec.EventReader;
import dev.recount.journal.correction.Correction;
import dev.recount.journal.correction.Corrections;
import dev.recount.model.StreamId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The rows by which readers of a stream's earlier events know of its corrections. */
final class CorrectionRow {

    private static final String INSERT = "INSERT INTO correction (persistence_id, sequence_number) VALUES (?, ?)";

    private static final String SETTLED =
            "SELECT sequence_number, deleted_to FROM settled_state WHERE persistence_id = ? FOR UPDATE";

    private static final String OF_STREAM = """
            SELECT event.sequence_number, event.event_ser_manifest, event.event_payload, event.event_hash
            FROM correction JOIN event_journal event ON event.persistence_id = correction.persistence_id
                AND event.sequence_number = correction.sequence_number
            WHERE correction.persistence_id = ? ORDER BY event.sequence_number""";

    private CorrectionRow() {}

    /** Inserts a row for each event that is a correction. */
    static void insert(Connection connection, List<EventRow> events) throws SQLException {
        List<EventRow> corrections = events.stream()
                .filter(event -> Correction.isReserved(event.storedName()))
                .toList();
        if (!corrections.isEmpty()) {
            EventPlaces.insert(connection, INSERT, corrections);
            requireNotDeleted(
                    new Statements(connection),
                    corrections.stream().map(EventRow::persistenceId).collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    /**
     * Makes sure, in the transaction that records them, that corrections leave a settled state as it is which is all
     * that is left of deleted events: those may have been deleted since it was decided on. The row is locked, so that
     * the deletion sees the correction where that comes first.
     */
    private static void requireNotDeleted(Statements statements, Set<String> streams) throws SQLException {
        for (String each : streams) {
            long settled = statements.select(SETTLED, CorrectionRow::settled, each).stream()
                    .findFirst()
                    .orElse(0L);
            if (settled > 0 && !corrections(statements, each).leave(settled)) {
                throw new SQLException(each + " goes on from its state of version " + settled
                        + ", as events before it were deleted: nothing up to it can be corrected any more");
            }
        }
    }

    private static long settled(ResultSet row) throws SQLException {
        return row.getLong(2) > 0 ? row.getLong(1) : 0;
    }

    /** Returns those of a stream, with the ones that are being recorded. */
    static Corrections corrections(Statements statements, String persistenceId) throws SQLException {
        StreamId stream = JournalKey.stream(persistenceId);
        return EventReader.corrections(statements.select(
                OF_STREAM,
                row -> new JournalEntry(
                        stream, row.getLong(1), StoredEvent.found(row.getString(2), row.getBytes(3), row.getBytes(4))),
                persistenceId));
    }
}
