package dev.recount.journal.stored;

import dev.recount.database.Database;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.spread.PerJournal;
import dev.recount.journal.state.StateTable;
import dev.recount.model.StreamId;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Streams as they are stored: their events and their saved states, and the latest states of those that have nothing
 * else, read over the same connections.
 */
public record StoredStreams(JournalReader events, SnapshotTable snapshots, StateTable states) {

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

    /** Returns the version that a stream has come to, 0 if there is no such stream. */
    public long lastVersion(StreamId stream, Codecs codecs) {
        return codecs.find(stream.type())
                        .filter(codec -> codec.type().keepsStateAlone())
                        .isPresent()
                ? states.version(stream)
                : events.lastVersion(stream);
    }

    private static StoredStreams over(PerJournal<Database> journals, Function<Database, DataSource> connections) {
        PerJournal<DataSource> opened = journals.map(connections);
        return new StoredStreams(
                new JournalReader(journals, database -> opened.all().get(database.index())),
                new SnapshotTable(opened),
                new StateTable(opened));
    }
}
