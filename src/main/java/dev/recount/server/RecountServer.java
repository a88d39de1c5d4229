package dev.recount.server;

import dev.recount.access.credential.Authentication;
import dev.recount.access.rule.DomainRules;
import dev.recount.access.settings.AccessSettings;
import dev.recount.access.settings.RecentPermissions;
import dev.recount.archive.settled.Archive;
import dev.recount.archive.settled.ArchiveSettings;
import dev.recount.archive.settled.Archiving;
import dev.recount.audit.AdministrationLog;
import dev.recount.audit.FailedLogIns;
import dev.recount.claim.ClaimBuilding;
import dev.recount.claim.Claims;
import dev.recount.cluster.Members;
import dev.recount.correction.Corrector;
import dev.recount.decision.Decisions;
import dev.recount.decision.RejectionLog;
import dev.recount.decision.Rejections;
import dev.recount.decision.log.DecisionLog;
import dev.recount.decision.log.DecisionPages;
import dev.recount.erasure.UnfinishedErasures;
import dev.recount.history.History;
import dev.recount.history.scrub.Integrity;
import dev.recount.http.HttpApi;
import dev.recount.http.audit.RecordedCalls;
import dev.recount.http.caller.Callers;
import dev.recount.http.operations.Operations;
import dev.recount.http.seals.PublishedSeals;
import dev.recount.http.subjects.SubjectEndpoints;
import dev.recount.http.tls.ServerTls;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.spread.PerJournal;
import dev.recount.journal.stored.KeystoreMark;
import dev.recount.log.LogCheck;
import dev.recount.metrics.Metrics;
import dev.recount.model.domain.Domain;
import dev.recount.model.view.View;
import dev.recount.preview.Previews;
import dev.recount.privacy.Keys;
import dev.recount.privacy.SubjectKeys;
import dev.recount.server.health.HealthChecks;
import dev.recount.server.health.VitalActors;
import dev.recount.server.settings.Settings;
import dev.recount.server.settings.SettingsException;
import dev.recount.server.storage.Closings;
import dev.recount.server.storage.PersonalKeys;
import dev.recount.server.storage.ReadSide;
import dev.recount.server.storage.Storage;
import dev.recount.server.storage.WriteSide;
import dev.recount.stream.pekko.Streams;
import dev.recount.tls.ReadAgain;
import dev.recount.world.Worlds;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A running server, which serves domains over HTTP until it is closed. */
public final class RecountServer implements AutoCloseable {

    static {
        ScalaConsole.hush();
    }

    private final Closings closings;
    private final RunningStreams running;
    private final Consumers consumers;
    private final Ports ports;

    private RecountServer(Closings closings, RunningStreams running, Consumers consumers, Ports ports) {
        this.closings = closings;
        this.running = running;
        this.consumers = consumers;
        this.ports = ports;
    }

    /**
     * Starts a server, and returns once it is ready.
     *
     * @param domains the domains to serve, which are first given the settings that there are for them
     * @throws dev.recount.model.DomainException if a domain is mistaken, or cannot use a setting; the message names it
     * @throws SettingsException if a setting cannot be used on this machine; the message names it
     * @throws dev.recount.database.sql.DatabaseException if the journal cannot be opened, or holds events that no
     *     code can read and the settings do not allow that
     */
    public static RecountServer start(Settings settings, List<Domain> domains, Clock clock) {
        List<Domain> configured = Domains.configure(domains, settings.domainSettings());
        return Closings.open(closings -> start(settings, configured, clock, closings));
    }

    /**
     * Makes sure that domains can be served, as far as that can be told without a journal.
     *
     * @throws dev.recount.model.DomainException if a domain is mistaken, or cannot use a setting; the message names it
     */
    public static void check(Settings settings, List<Domain> domains) {
        var _ = Codecs.of(Domains.configure(domains, settings.domainSettings()));
    }

    private static RecountServer start(Settings settings, List<Domain> domains, Clock clock, Closings closings) {
        Exposure.require(settings.http());
        Optional<SubjectKeys> keys = PersonalKeys.open(settings, domains, clock, closings);
        Codecs codecs = Codecs.of(domains, keys.<Keys>map(kept -> kept).orElseGet(Keys::none));
        RuleCheck.require(settings.http().access().rules(), domains, codecs);
        requireOneJournal(settings, codecs);
        var metrics = new Metrics(settings.journal().journals());
        Storage storage = Storage.open(settings, codecs);
        closings.add(storage::close);
        keys.ifPresent(kept -> new KeystoreMark(storage.home())
                .require(kept.fingerprint(), settings.privacy().places().setting()));
        storage.measure(metrics);
        WriteSide writeSide = WriteSide.open(settings, storage.databases(), codecs.reader(), clock);
        closings.add(writeSide::close);
        writeSide.measure(metrics);
        ReadSide readSide = ReadSide.open(settings, storage.databases(), codecs);
        closings.add(readSide::close);
        PerJournal<Rejections> rejections = writeSide.rejections().map(RejectionLog::reader);
        Optional<SealsPart> seals = SealsPart.open(settings, storage.databases(), rejections, codecs, clock);
        var integrity = new Integrity(
                storage.databases(), codecs, settings.integrity().scrub(), seals.map(SealsPart::journals), clock);
        closings.add(integrity::close);
        OutsidePart outside = OutsidePart.open(settings.integrity().outside(), closings);
        outside.measure(metrics);
        LogCheck check = seals.map(SealsPart::check).orElse(LogCheck.NONE);
        AccessSettings access = settings.http().access();
        List<View<?>> views = domains.stream()
                .<View<?>>flatMap(domain -> domain.views().stream())
                .toList();
        var permissions = new RecentPermissions(access, DomainRules.of(codecs.types(), views));
        var ground = new RunningStreams.Ground(codecs, storage, writeSide, readSide, check, permissions);
        Ports.require(settings.http());
        Optional<ServerTls> tls = settings.http().tls().map(files -> new ServerTls(files, access.certificates()));
        var authentication = new Authentication(access.credentials(), clock);
        RunningStreams running = RunningStreams.open(settings, ground, metrics.streams(), clock);
        closings.add(running::close);
        tls.ifPresent(each -> each.keepReading(running.node().system().classicSystem()));
        var decisions = new DecisionLog(running.log().reader(), rejections);
        Worlds worlds = WorldsPart.open(settings, domains, ground, running, decisions, clock);
        closings.add(worlds::close);
        Optional<SubjectEndpoints.Part> subjects =
                keys.map(kept -> ErasuresPart.open(kept, ground, running, worlds, closings));
        Consumers consumers = Consumers.open(settings, domains, ground, running, ErasuresPart.erasing(subjects), clock);
        seals.ifPresent(part -> metrics.seals(
                part.trees().all(), !settings.integrity().outside().witnesses().isEmpty()));
        metrics.observe(
                running.log(), storage::isAway, consumers.views(), consumers.handlers(), consumers.migrations());
        closings.add(metrics::close);
        consumers.singletons().add(List.of(integrity.singleton()));
        var claims =
                new ClaimBuilding(running.claims(), new Members(running.node().system()), clock);
        if (running.claims().areThere()) {
            consumers.singletons().add(List.of(claims));
        }
        subjects.ifPresent(part -> consumers.singletons().add(List.of(new UnfinishedErasures(part.erasures()))));
        seals.ifPresent(part -> consumers.singletons().add(part.singletons(outside, clock)));
        var archive = new Archive(
                storage.databases(),
                codecs,
                settings.streams().rememberedCommands(),
                settings.storage().archive(),
                clock);
        ArchiveSettings archiving = settings.storage().archive();
        if (!archiving.interval().isZero()) {
            consumers.singletons().add(List.of(new Archiving(archive, archiving)));
        }
        consumers.singletons().awaitAll();
        var administration = new AdministrationLog(running.streams()::execute, clock);
        access.credentials()
                .callers()
                .ifPresent(_ -> ReadAgain.every(
                        access.credentials().reload(),
                        () -> authentication.readAgain().ifPresent(administration::callersChanged),
                        running.node().system().classicSystem()));
        var logIns = new FailedLogIns(administration::logInsFailed, clock);
        running.node().beforeStreamsStop("failed log-ins", logIns::close);
        var callers = new Callers(
                access,
                authentication,
                permissions,
                peer -> tls.filter(each -> !each.isTrusted(peer.certificates())).isEmpty(),
                logIns);
        var api = new HttpApi(
                running.node().system().classicSystem(),
                settings.http(),
                services(
                        settings,
                        ground,
                        running,
                        consumers,
                        decisions,
                        worlds,
                        keys,
                        subjects,
                        seals.map(SealsPart::published),
                        metrics,
                        archive,
                        callers,
                        new RecordedCalls.Part(
                                administration, logIns, settings.integrity().administration()),
                        clock));
        new Gauges(metrics, settings)
                .streams(running.streams())
                .busyStreams(metrics.busyStreams())
                .waiting(writeSide.events(), writeSide.rejections())
                .executors(readSide.reads(), consumers.views(), readSide.history())
                .subscriptions(api)
                .connections(api)
                .certificate("https", tls.map(ServerTls::expiry))
                .certificate("node", running.node().certificate())
                .integrity(integrity)
                .claims(claims);
        return new RecountServer(closings, running, consumers, Ports.open(api, settings.http(), tls));
    }

    /** A value that streams of several journals can hold would be in none of their transactions. */
    private static void requireOneJournal(Settings settings, Codecs codecs) {
        if (settings.journal().journals() > 1 && Claims.areDefined(codecs)) {
            throw new SettingsException("recount.journal.further: streams that hold values of "
                    + Claims.defined(codecs).getFirst().name()
                    + ", each of which one stream at a time can hold, can be in one journal only");
        }
    }

    private static HttpApi.Services services(
            Settings settings,
            RunningStreams.Ground ground,
            RunningStreams running,
            Consumers consumers,
            DecisionLog decisions,
            Worlds worlds,
            Optional<SubjectKeys> keys,
            Optional<SubjectEndpoints.Part> subjects,
            Optional<PublishedSeals> seals,
            Metrics metrics,
            Archive archive,
            Callers callers,
            RecordedCalls.Part audit,
            Clock clock) {
        Storage storage = ground.storage();
        WriteSide writeSide = ground.writeSide();
        History history = ground.readSide().history();
        var health = new HealthChecks(
                running.node(),
                VitalActors.of(running.node().system(), running.node()),
                writeSide.events(),
                writeSide.rejections(),
                storage.databases(),
                keys);
        return new HttpApi.Services(
                ground.codecs(),
                running.streams(),
                new Previews(ground.codecs(), running.streams(), history, settings.streams(), clock),
                running.claims(),
                history,
                new Corrector(
                        running.streams(),
                        history.replay(),
                        ground.codecs(),
                        settings.streams(),
                        settings.corrections(),
                        consumers.migrations()::of,
                        history.executor(),
                        clock),
                new Decisions(storage.reader(), ground.codecs(), writeSide.rejections(), history.executor()),
                new DecisionPages(decisions, history.executor()),
                consumers.views(),
                consumers.handlers(),
                consumers.migrations(),
                consumers.processes(),
                worlds,
                subjects,
                seals,
                running.log(),
                new Members(running.node().system()),
                consumers.singletons(),
                new Operations(health::live, health::ready, metrics::scrape, metrics.busyStreams()::busiest),
                archive,
                callers,
                audit,
                clock);
    }

    /** Returns the port that the server listens on. */
    public int port() {
        return ports.http().getPort();
    }

    /** Returns the port that it listens on to operators: that of all others, where they have none of their own. */
    public int managementPort() {
        return ports.management().getPort();
    }

    /** Returns the streams, for what is in the same process. */
    public Streams streams() {
        return running.streams();
    }

    /** Sees at once to the timers and the repeated attempts that have become due because the clock was moved. */
    public void lookAtClock() {
        consumers.handlers().lookAtClock();
    }

    /**
     * Tells whether views and handlers have taken in all events, and no timer and no repeated attempt is due; blocks.
     *
     * @throws IllegalStateException if a view cannot go on; the message says why
     */
    public boolean isIdle() {
        return consumers.areIdle(running.log());
    }

    /**
     * Completes when this server has ended, because it was closed or its cluster has given it up; then it has to be
     * closed.
     */
    public CompletionStage<?> ended() {
        return running.node().ended();
    }

    /** Takes no more requests, answers those it took, and closes the journal last. */
    @Override
    public void close() {
        closings.close();
    }
}
