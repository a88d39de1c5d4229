package dev.recount.server;

import dev.recount.archive.settled.Archive;
import dev.recount.archive.settled.Archived;
import dev.recount.archive.settled.Deleted;
import dev.recount.database.Database;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.spread.Journals;
import dev.recount.model.domain.Domain;
import dev.recount.server.settings.Settings;
import dev.recount.server.storage.Closings;
import dev.recount.server.storage.PersonalKeys;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;

/** The archive of a server that need not run: in PostgreSQL, one may. */
public final class ArchivingServer {

    private final Settings settings;
    private final List<Domain> domains;

    public ArchivingServer(Settings settings, List<Domain> domains) {
        this.settings = settings;
        this.domains = domains;
    }

    /**
     * Tells what may move, and changes nothing.
     *
     * @throws dev.recount.database.sql.DatabaseException if a journal cannot be used, or its tables are of an earlier
     *     version, or the keys of personal data are not its
     */
    public Archived look() {
        return run(Archive::look);
    }

    /**
     * Moves what may move, see {@link Archive#run}.
     *
     * @throws dev.recount.archive.settled.ArchiveException if there is no archive, or it cannot be used
     * @throws dev.recount.database.sql.DatabaseException if a journal cannot be used, or its tables are of an earlier
     *     version, or the keys of personal data are not its
     */
    public Archived move() {
        return run(archive -> archive.run(() -> false));
    }

    /**
     * Tells what may be deleted, and changes nothing.
     *
     * @throws dev.recount.archive.settled.ArchiveException if there is no archive, or it cannot be used
     * @throws dev.recount.database.sql.DatabaseException as {@link #look} does
     */
    public Deleted lookForOld() {
        return run(Archive::lookForOld);
    }

    /**
     * Deletes what may be deleted, see {@link Archive#delete}.
     *
     * @param by who deletes
     * @throws dev.recount.archive.settled.ArchiveException if there is no archive, or it cannot be used
     * @throws dev.recount.database.sql.DatabaseException as {@link #look} does
     */
    public Deleted delete(String by) {
        return run(archive -> archive.delete(by, () -> false));
    }

    private <T> T run(Function<Archive, T> work) {
        List<Domain> configured = Domains.configure(domains, settings.domainSettings());
        Journals.openAsTheyAre(settings.journal()).close(); // nothing is made where there is no journal
        var closings = new Closings();
        try (Journals journals = Journals.open(settings.journal())) {
            for (Database database : journals.databases().all()) {
                database.requireToday(": serve it once before");
            }
            return work.apply(new Archive(
                    journals.databases(),
                    Codecs.of(configured, PersonalKeys.ofStopped(settings, journals.home(), closings)),
                    settings.streams().rememberedCommands(),
                    settings.storage().archive(),
                    Clock.systemUTC()));
        } finally {
            closings.close();
        }
    }
}
