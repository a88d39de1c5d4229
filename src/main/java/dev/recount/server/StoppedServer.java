package dev.recount.server;

import dev.recount.history.verify.Finding;
import dev.recount.history.verify.Report;
import dev.recount.history.verify.Verification;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.spread.Journals;
import dev.recount.model.StreamId;
import dev.recount.model.domain.Domain;
import dev.recount.seal.SealKeys;
import dev.recount.seal.reading.SealedJournals;
import dev.recount.server.settings.Settings;
import dev.recount.server.storage.Closings;
import dev.recount.server.storage.PersonalKeys;
import java.util.List;
import java.util.Optional;
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
     * @throws dev.recount.database.sql.DatabaseException if there is no journal, or it cannot be read, or was sealed
     *     by other keys
     */
    public Report verify(List<StreamId> streams, Consumer<Finding> findings, Consumer<Report> interim) {
        List<Domain> configured = Domains.configure(domains, settings.domainSettings());
        var closings = new Closings();
        try (Journals journals = Journals.openAsTheyAre(settings.journal())) {
            var codecs = Codecs.of(configured, PersonalKeys.ofStopped(settings, journals.home(), closings));
            SealKeys keys = SealKeys.find(settings.sealKey());
            Optional<SealedJournals> seals = SealsPart.ofStopped(settings, journals.databases(), codecs, keys)
                    .map(SealsPart::journals);
            var verification = new Verification(journals.databases(), codecs, seals, findings, interim);
            Report report = streams.isEmpty() ? verification.all() : verification.only(streams);
            return seals.isPresent() && keys.areUnknown()
                    ? report.withRemark("It was not looked at who has signed the seals: there is no "
                            + settings.sealKey() + " (recount.seal.key)")
                    : report;
        } finally {
            closings.close();
        }
    }
}
