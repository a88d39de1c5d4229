package dev.recount.bench.sql;

import dev.recount.database.Database;
import dev.recount.journal.JournalKey;
import dev.recount.model.StreamId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A scan of the events of a stream that makes nothing of them. */
public final class StreamScan {

    private static final int FETCH = 2_000;

    private final Database database;

    /** Prepares to read from a database. */
    public StreamScan(Database database) {
        this.database = database;
    }

    /** Reads all events of a stream; returns how many there are. */
    public long scan(StreamId stream) throws SQLException {
        try (Connection connection = database.pool().getConnection();
                PreparedStatement select =
                        connection.prepareStatement("SELECT sequence_number, event_ser_manifest, event_payload"
                                + " FROM event_journal WHERE persistence_id = ? ORDER BY sequence_number")) {
            connection.setAutoCommit(false); // PostgreSQL's driver would fetch all rows at once
            select.setFetchSize(FETCH);
            select.setString(1, JournalKey.of(stream));
            long last = 0;
            try (ResultSet events = select.executeQuery()) {
                while (events.next()) {
                    last = events.getLong(1);
                    require(events.getString(2).length() + events.getBytes(3).length > 0);
                }
            }
            connection.rollback();
            return last;
        }
    }

    private static void require(boolean isThere) {
        if (!isThere) {
            throw new IllegalStateException("an event is empty");
        }
    }
}
