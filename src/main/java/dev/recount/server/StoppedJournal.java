package dev.recount.server;

import dev.recount.database.Database;
import dev.recount.decision.Rejections;
import dev.recount.decision.log.DecisionLog;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.spread.Journals;
import dev.recount.log.LogReader;
import dev.recount.server.settings.Settings;

/** The journal of a server that does not run, open to be read. */
final class StoppedJournal implements AutoCloseable {

    private final Journals journals;

    private StoppedJournal(Journals journals) {
        this.journals = journals;
    }

    /**
     * Opens it.
     *
     * @throws dev.recount.database.sql.DatabaseException if there is none, it cannot be read, or its tables are of an
     *     earlier version
     */
    static StoppedJournal open(Settings settings) {
        Journals journals = Journals.openAsTheyAre(settings.journal());
        try {
            for (Database database : journals.databases().all()) {
                database.requireToday(": serve them once before");
            }
            return new StoppedJournal(journals);
        } catch (RuntimeException refused) {
            journals.close();
            throw refused;
        }
    }

    /** Returns the decisions in it, with events as these codecs read them. */
    DecisionLog decisions(Codecs codecs) {
        return new DecisionLog(
                new LogReader(journals.databases(), codecs),
                journals.databases().map(database -> Rejections.of(database, codecs.reader())));
    }

    Database home() {
        return journals.home();
    }

    @Override
    public void close() {
        journals.close();
    }
}
