package dev.recount.server;

import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.postgres.Session;
import dev.recount.database.sql.DatabaseException;
import dev.recount.database.sql.Transactions;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.spread.Journals;
import dev.recount.journal.stored.KeystoreMark;
import dev.recount.model.domain.Domain;
import dev.recount.privacy.Keys;
import dev.recount.privacy.SubjectKeys;
import dev.recount.protection.JournalProtection;
import dev.recount.protection.ProtectionReport;
import dev.recount.server.settings.Settings;
import dev.recount.server.storage.Closings;
import dev.recount.server.storage.PersonalKeys;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/** A stopped server whose journal holds in the clear what is personal data today. */
public final class ProtectedServer {

    private final Settings settings;
    private final List<Domain> domains;

    public ProtectedServer(Settings settings, List<Domain> domains) {
        this.settings = settings;
        this.domains = domains;
    }

    /**
     * Looks for what stands in the clear; changes nothing.
     *
     * @param interim is told now and then what was found so far
     * @throws DatabaseException if a database cannot be used, or its tables are of an earlier version
     */
    public ProtectionReport look(Consumer<ProtectionReport> interim) {
        List<Domain> configured = Domains.configure(domains, settings.domainSettings());
        var closings = new Closings();
        try (Journals journals = Journals.openAsTheyAre(settings.journal())) {
            journals.databases().all().forEach(database -> database.requireToday(": serve it once before"));
            Keys keys = PersonalKeys.ofStopped(settings, journals.home(), closings);
            return protection(journals, configured, keys).look(interim);
        } finally {
            closings.close();
        }
    }

    /**
     * Encrypts what stands in the clear, see {@link JournalProtection}. Keys are made where there are none. The files
     * of embedded databases are made anew, so that nothing of before is left in them.
     *
     * @param interim is told now and then what was done so far
     * @throws DatabaseException if there is no journal, nothing in the domains is personal, or a database cannot be
     *     used
     */
    public ProtectionReport protect(Consumer<ProtectionReport> interim) {
        List<Domain> configured = Domains.configure(domains, settings.domainSettings());
        var closings = new Closings();
        ProtectionReport report;
        Journals.openAsTheyAre(settings.journal()).close(); // nothing is made where there is no journal
        try (Journals journals = Journals.open(settings.journal())) {
            journals.databases().all().forEach(ProtectedServer::requireAlone);
            SubjectKeys keys = PersonalKeys.open(settings, configured, Clock.systemUTC(), closings)
                    .orElseThrow(
                            () -> new DatabaseException("nothing in the stream types of this server is personal data"));
            new KeystoreMark(journals.home())
                    .require(keys.fingerprint(), settings.privacy().places().setting());
            report = protection(journals, configured, keys).protect(interim);
        } finally {
            closings.close();
        }
        if (settings.journal().file().isPresent()) {
            var _ = StoppedFiles.compact(settings);
        }
        return report;
    }

    /** A folder is never used by two. */
    private static void requireAlone(Database database) {
        if (database.kind() == DatabaseKind.POSTGRESQL) {
            new Transactions(database.pool(), "the journal cannot be protected").run(statements -> {
                Session.requireAlone(statements);
                return true;
            });
        }
    }

    private static JournalProtection protection(Journals journals, List<Domain> configured, Keys keys) {
        return new JournalProtection(journals.databases(), Codecs.of(configured, keys), keys, Clock.systemUTC());
    }
}
