package dev.recount.journal.append;

import dev.recount.journal.correction.Correction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The rows by which readers of a stream's earlier events know of its corrections. */
final class CorrectionRow {

    private static final String INSERT = "INSERT INTO correction (persistence_id, sequence_number) VALUES (?, ?)";

    private CorrectionRow() {}

    /** Inserts a row for each event that is a correction. */
    static void insert(Connection connection, List<EventRow> events) throws SQLException {
        List<EventRow> corrections = events.stream()
                .filter(event -> Correction.isReserved(event.storedName()))
                .toList();
        if (!corrections.isEmpty()) {
            EventPlaces.insert(connection, INSERT, corrections);
        }
    }
}
