package dev.recount.server.storage;

import dev.recount.database.Database;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.spread.Journals;
import dev.recount.journal.spread.PerJournal;
import dev.recount.journal.stored.EventShapes;
import dev.recount.journal.stored.JournalReader;
import dev.recount.journal.stored.StoredStreams;
import dev.recount.metrics.Metrics;
import dev.recount.server.settings.Settings;

/** The databases of a server: open, of this server's schema, and with nothing in them that must not be there. */
public final class Storage implements AutoCloseable {

    private final Journals journals;
    private final JournalReader reader;

    private Storage(Journals journals) {
        this.journals = journals;
        this.reader = new JournalReader(journals.databases(), Database::pool);
    }

    /**
     * Opens them.
     *
     * @throws dev.recount.database.sql.DatabaseException if one cannot be opened, or they hold events that no code can
     *     read and the settings do not allow that
     */
    public static Storage open(Settings settings, Codecs codecs) {
        return Closings.open(closings -> {
            Journals journals = Journals.open(settings.journal());
            closings.add(journals::close);
            var check = new StoredEventsCheck(
                    new JournalReader(journals.databases(), Database::unhurried),
                    new EventShapes(journals.home()),
                    codecs);
            check.unreadable().see(settings.storage().unreadable());
            new DeletedEventsCheck(journals.databases(), codecs).require();
            new KeptStatesCheck(StoredStreams.shared(journals.databases()), codecs).require();
            check.keepShapes();
            return new Storage(journals);
        });
    }

    public PerJournal<Database> databases() {
        return journals.databases();
    }

    /** Returns the home database, which also holds what belongs to no stream. */
    public Database home() {
        return journals.home();
    }

    /** Returns what reads single events of the journal. */
    public JournalReader reader() {
        return reader;
    }

    /** Tells whether the database of a journal is known to be away. */
    public boolean isAway(int journal) {
        return databases().all().get(journal).problem().isPresent();
    }

    public void measure(Metrics metrics) {
        databases().all().forEach(database -> database.measure(metrics.pools()));
    }

    @Override
    public void close() {
        journals.close();
    }
}
