package dev.recount.journal.append;

import dev.recount.database.DatabaseKind;
import dev.recount.database.sql.Statements;
import dev.recount.journal.StoredEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/**
 * A stream that must not have gone on when an append of others is committed.
 *
 * <p>The place of its next event is taken and given back within the transaction. Who stores that event has to take the
 * same place in the primary key: who did so before has the append fail, and who comes while it is open waits for its
 * end, also where a transaction sees what others commit meanwhile. A mere look at the last version would miss that one.
 *
 * @param persistenceId the text under which the stream lies in the journal
 * @param version its version
 */
public record Fence(String persistenceId, long version) implements JournalRow {

    /** Never seen by anybody: it is gone when its transaction is committed. */
    private static final StoredEvent NOTHING = new StoredEvent("recount.Fence/1", new byte[0]);

    /** Returns these events with what takes the places behind the fences, to be inserted in one order. */
    static List<EventRow> with(List<EventRow> events, List<Fence> fences) {
        return fences.isEmpty()
                ? events
                : Stream.concat(events.stream(), fences.stream().map(Fence::row))
                        .toList();
    }

    private EventRow row() {
        return new EventRow(persistenceId, version + 1, "", 0, "", NOTHING, 0);
    }

    /** Gives the places back. */
    static void lift(Connection connection, DatabaseKind kind, List<Fence> fences) throws SQLException {
        var statements = new Statements(connection);
        for (Fence each : fences) {
            long lifted = each.lift(statements, kind);
            if (lifted != 1) {
                throw new SQLException("the place behind the last event of " + each.persistenceId
                        + " was taken, and could not be given back");
            }
        }
    }

    private long lift(Statements statements, DatabaseKind kind) throws SQLException {
        return switch (kind) {
            case H2 ->
                statements.update(
                        "DELETE FROM event_journal WHERE persistence_id = ? AND sequence_number = ?",
                        persistenceId,
                        version + 1);
            // the role of a server may not delete events
            case POSTGRESQL ->
                statements
                        .select("SELECT lift_fence(?, ?)", row -> row.getLong(1), persistenceId, version + 1)
                        .getFirst();
        };
    }
}
