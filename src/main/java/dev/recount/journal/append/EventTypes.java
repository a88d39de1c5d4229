package dev.recount.journal.append;

import dev.recount.database.DatabaseKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The table of the names under which events are stored, as it is written: with the first event of a name, in the same
 * transaction. Used by any number of writers.
 */
final class EventTypes {

    private final String insert;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    EventTypes(DatabaseKind kind) {
        this.insert = switch (kind) {
            case H2 -> "MERGE INTO event_type (stored_name) KEY (stored_name) VALUES (?)";
            case POSTGRESQL -> "INSERT INTO event_type (stored_name) VALUES (?) ON CONFLICT DO NOTHING";
        };
    }

    /**
     * Sees to it that the names of events are there once the transaction is committed.
     *
     * @return those of which that was not known; they are {@link #committed} together with the transaction, or not at
     *     all
     */
    Set<String> add(Connection connection, List<EventRow> rows) throws SQLException {
        // Every writer writes them in this order, so that no two of them wait for each other.
        SortedSet<String> unknown = new TreeSet<>();
        for (EventRow row : rows) {
            if (!known.contains(row.storedName())) {
                unknown.add(row.storedName());
            }
        }
        if (!unknown.isEmpty()) {
            try (PreparedStatement statement = connection.prepareStatement(insert)) {
                for (String name : unknown) {
                    statement.setString(1, name);
                    statement.addBatch();
                }
                statement.executeBatch();
            }
        }
        return unknown;
    }

    /** Notes that the transaction that added these has been committed. */
    void committed(Set<String> added) {
        known.addAll(added);
    }
}
