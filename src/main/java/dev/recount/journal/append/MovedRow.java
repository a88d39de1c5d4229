package dev.recount.journal.append;

import dev.recount.journal.migration.Moved;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The rows by which it is known which streams go on elsewhere. */
final class MovedRow {

    private static final String INSERT = "INSERT INTO moved_stream (persistence_id, sequence_number) VALUES (?, ?)";

    private MovedRow() {}

    /** Inserts a row for each event that ends a stream. */
    static void insert(Connection connection, List<EventRow> events) throws SQLException {
        List<EventRow> last = events.stream()
                .filter(event -> Moved.isStoredAs(event.storedName()))
                .toList();
        if (!last.isEmpty()) {
            EventPlaces.insert(connection, INSERT, last);
        }
    }
}
