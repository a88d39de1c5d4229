package dev.recount.server;

import dev.recount.history.verify.Finding;
import dev.recount.history.verify.Report;
import dev.recount.history.verify.Verification;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.spread.Journals;
import dev.recount.model.StreamId;
import dev.recount.model.domain.Domain;
import dev.recount.server.settings.Settings;
import java.util.List;
import java.util.function.Consumer;

/** The journal of a server that does not run, for those who look into it meanwhile. */
public final class StoppedServer {

    private final Settings settings;
    private final List<Domain> domains;

    public StoppedServer(Settings settings, List<Domain> domains) {
        this.settings = settings;
        this.domains = domains;
    }

    /**
     * Verifies the journal, see {@link Verification}.
     *
     * @param streams the streams to verify, or none for all
     * @param findings is told of all that is not as it should be, at once
     * @param interim is told now and then how far the verification has come
     * @throws dev.recount.database.sql.DatabaseException if there is no journal, or it cannot be read
     */
    public Report verify(List<StreamId> streams, Consumer<Finding> findings, Consumer<Report> interim) {
        try (Journals journals = Journals.openAsTheyAre(settings.journal())) {
            var codecs = Codecs.of(Domains.configure(domains, settings.domainSettings()));
            var verification = new Verification(journals.databases(), codecs, findings, interim);
            return streams.isEmpty() ? verification.all() : verification.only(streams);
        }
    }
}
