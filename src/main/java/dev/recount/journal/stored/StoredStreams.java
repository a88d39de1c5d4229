package dev.recount.journal.stored;

import dev.recount.database.Database;
import dev.recount.journal.spread.PerJournal;
import java.util.function.Function;
import javax.sql.DataSource;

/** Streams as they are stored: their events and their saved states, read over the same connections. */
public record StoredStreams(JournalReader events, SnapshotTable snapshots) {

    /** Reads over the connections that the readers of streams and the writers share. */
    public static StoredStreams shared(PerJournal<Database> journals) {
        return over(journals, Database::pool);
    }

    /**
     * Reads over connections of its own, which are closed with the databases.
     *
     * @param connections the most connections to each database at a time
     */
    public static StoredStreams open(PerJournal<Database> journals, String name, int connections) {
        return over(journals, database -> database.open(name, connections));
    }

    private static StoredStreams over(PerJournal<Database> journals, Function<Database, DataSource> connections) {
        PerJournal<DataSource> opened = journals.map(connections);
        return new StoredStreams(
                new JournalReader(journals, database -> opened.all().get(database.index())), new SnapshotTable(opened));
    }
}
