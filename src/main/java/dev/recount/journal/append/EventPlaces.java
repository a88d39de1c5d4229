package dev.recount.journal.append;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** The places of events, as other tables than that of the events name them. */
final class EventPlaces {

    private EventPlaces() {}

    /**
     * Inserts a row for each event.
     *
     * @param insert the statement, which takes the name of the stream and the version
     */
    static void insert(Connection connection, String insert, List<EventRow> events) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            for (EventRow event : events) {
                statement.setString(1, event.persistenceId());
                statement.setLong(2, event.sequenceNumber());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
