package dev.recount.journal.append;

import dev.recount.database.sql.Statements;
import dev.recount.journal.JournalEntry;
import dev.recount.journal.JournalKey;
import dev.recount.journal.codec.EventReader;
import dev.recount.journal.correction.Correction;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The rows by which readers of a stream's earlier events know of its corrections. */
final class CorrectionRow {

    private static final String INSERT = "INSERT INTO correction (persistence_id, sequence_number) VALUES (?, ?)";

    private static final String SETTLED =
            "SELECT sequence_number, deleted_to FROM settled_state WHERE persistence_id = ? FOR UPDATE";

    private CorrectionRow() {}

    /** Inserts a row for each event that is a correction. */
    static void insert(Connection connection, List<EventRow> events) throws SQLException {
        List<EventRow> corrections = events.stream()
                .filter(event -> Correction.isReserved(event.storedName()))
                .toList();
        if (!corrections.isEmpty()) {
            EventPlaces.insert(connection, INSERT, corrections);
            requireNotDeleted(new Statements(connection), corrections);
        }
    }

    /**
     * Makes sure, in the transaction that records it, that a correction speaks of nothing that came before a settled
     * state which is all that is left of deleted events: they may have been deleted since it was decided on. The row is
     * locked, so that the deletion sees the correction where that comes first.
     */
    private static void requireNotDeleted(Statements statements, List<EventRow> corrections) throws SQLException {
        for (EventRow each : corrections) {
            long settled = statements.select(SETTLED, CorrectionRow::settled, each.persistenceId()).stream()
                    .findFirst()
                    .orElse(0L);
            if (settled > 0 && spokenOf(each).stream().anyMatch(version -> version <= settled)) {
                throw new SQLException(each.persistenceId() + " goes on from its state of version " + settled
                        + ", as events before it were deleted: nothing up to it can be corrected any more");
            }
        }
    }

    private static long settled(ResultSet row) throws SQLException {
        return row.getLong(2) > 0 ? row.getLong(1) : 0;
    }

    private static List<Long> spokenOf(EventRow row) {
        var entry = new JournalEntry(JournalKey.stream(row.persistenceId()), row.sequenceNumber(), row.event());
        return EventReader.corrections(List.of(entry)).all().stream()
                .map(recorded -> recorded.correction().version())
                .toList();
    }
}
