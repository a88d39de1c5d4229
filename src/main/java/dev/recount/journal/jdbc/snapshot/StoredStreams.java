package dev.recount.journal.jdbc.snapshot;

import dev.recount.journal.jdbc.JournalDatabase;
import dev.recount.journal.jdbc.JournalReader;
import javax.sql.DataSource;

/** Streams as they are stored: their events and their saved states, read over the same connections. */
public record StoredStreams(JournalReader events, SnapshotTable snapshots) {

    /** Reads over the connections that the readers of streams and the writer share. */
    public static StoredStreams shared(JournalDatabase database) {
        return over(database, database.pool());
    }

    /**
     * Reads over connections of its own, which are closed with the database.
     *
     * @param connections the most connections at a time
     */
    public static StoredStreams open(JournalDatabase database, String name, int connections) {
        return over(database, database.open(name, connections));
    }

    private static StoredStreams over(JournalDatabase database, DataSource connections) {
        return new StoredStreams(new JournalReader(database, connections), new SnapshotTable(connections));
    }
}
