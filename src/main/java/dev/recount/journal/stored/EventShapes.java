package dev.recount.journal.stored;

import dev.recount.database.Database;
import dev.recount.database.sql.Transactions;
import dev.recount.journal.Fingerprint;
import java.util.List;
import java.util.Map;

/**
 * The shapes of stored events, as every server told those of its own events when it started. Kept in the home database.
 */
public final class EventShapes {

    private final Transactions transactions;
    private final String insert;

    public EventShapes(Database home) {
        this.transactions = new Transactions(home.pool(), "which shapes stored events have cannot be read or kept");
        this.insert = switch (home.kind()) {
            case H2 ->
                "MERGE INTO event_shape (stored_name, fingerprint, shape) KEY (stored_name, fingerprint)"
                        + " VALUES (?, ?, ?)";
            case POSTGRESQL ->
                "INSERT INTO event_shape (stored_name, fingerprint, shape) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";
        };
    }

    /**
     * A shape that events of a name may have.
     *
     * @param storedName such as {@code account.Deposited/1}
     * @param shape the fields with their types, as JSON
     */
    public record EventShape(String storedName, String shape) {}

    /** Returns all of them. */
    public List<EventShape> all() {
        return transactions.run(statements -> statements.select(
                "SELECT stored_name, shape FROM event_shape ORDER BY stored_name, fingerprint",
                row -> new EventShape(row.getString(1), row.getString(2))));
    }

    /** Adds those that are not there yet, by the name of their events. */
    public void add(Map<String, String> shapes) {
        transactions.run(statements -> {
            for (Map.Entry<String, String> each : shapes.entrySet()) {
                statements.update(insert, each.getKey(), Fingerprint.of(each.getValue()), each.getValue());
            }
            return shapes;
        });
    }

    /** Removes one that no stored event has any more to be read in. */
    public void remove(EventShape shape) {
        transactions.run(statements -> statements.update(
                "DELETE FROM event_shape WHERE stored_name = ? AND fingerprint = ?",
                shape.storedName(),
                Fingerprint.of(shape.shape())));
    }
}
