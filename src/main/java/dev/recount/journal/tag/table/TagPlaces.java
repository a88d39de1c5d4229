package dev.recount.journal.tag.table;

import dev.recount.database.DatabaseKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;

/** The rows that say where the events of a tag lie, as they are written. */
final class TagPlaces {

    /** Every writer takes them in this order, so that no two of them wait for each other. */
    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::tag).thenComparing(Place::stream).thenComparingLong(Place::version);

    private final String insert;

    TagPlaces(DatabaseKind kind) {
        String columns = "event_tag (tag, persistence_id, sequence_number)";
        this.insert = switch (kind) {
            case H2 -> "MERGE INTO " + columns + " KEY (tag, persistence_id, sequence_number) VALUES (?, ?, ?)";
            case POSTGRESQL -> "INSERT INTO " + columns + " VALUES (?, ?, ?) ON CONFLICT DO NOTHING";
        };
    }

    private record Place(String tag, String stream, long version) {}

    /** Sees to it that the places of these are there. */
    void add(Connection connection, List<TagRow> rows) throws SQLException {
        List<Place> places = rows.stream()
                .flatMap(row -> row.tagged().tags().entrySet().stream()
                        .flatMap(event -> event.getValue().stream()
                                .map(tag -> new Place(tag, row.persistenceId(), event.getKey()))))
                .sorted(ORDER)
                .toList();
        if (places.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            for (Place place : places) {
                statement.setString(1, place.tag);
                statement.setString(2, place.stream);
                statement.setLong(3, place.version);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
