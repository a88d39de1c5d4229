package dev.recount.server;

import dev.recount.boundary.Boundaries;
import dev.recount.decision.RejectionLog;
import dev.recount.decision.Rejections;
import dev.recount.decision.log.DecisionLog;
import dev.recount.history.scrub.Integrity;
import dev.recount.http.HttpApi;
import dev.recount.http.subjects.SubjectEndpoints;
import dev.recount.http.tls.ServerTls;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.spread.PerJournal;
import dev.recount.journal.stored.KeystoreMark;
import dev.recount.log.LogCheck;
import dev.recount.metrics.Metrics;
import dev.recount.model.domain.Domain;
import dev.recount.privacy.Keys;
import dev.recount.privacy.SubjectKeys;
import dev.recount.server.settings.Settings;
import dev.recount.server.settings.SettingsException;
import dev.recount.server.storage.Closings;
import dev.recount.server.storage.PersonalKeys;
import dev.recount.server.storage.ReadSide;
import dev.recount.server.storage.Storage;
import dev.recount.server.storage.WriteSide;
import dev.recount.stream.pekko.Streams;
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
        var metrics = new Metrics(settings.journal().journals(), clock);
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
        Ports.require(settings.http());
        AccessPart access = AccessPart.open(settings.http(), domains, codecs, clock);
        var ground = new RunningStreams.Ground(codecs, storage, writeSide, readSide, check, access.permissions());
        RunningStreams running = RunningStreams.open(settings, ground, metrics.streams(), clock);
        closings.add(running::close);
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
        Background background = Background.begin(
                settings,
                new Background.Parts(ground, running, integrity, subjects, seals, outside),
                consumers.singletons(),
                clock);
        consumers.singletons().awaitAll();
        AccessPart.Known known = access.begin(settings.integrity().administration(), running, clock);
        HttpApi api = new HttpPart(
                        settings,
                        ground,
                        running,
                        consumers,
                        decisions,
                        worlds,
                        keys,
                        subjects,
                        seals,
                        metrics,
                        background.archive(),
                        known,
                        clock)
                .api();
        new Gauges(metrics, settings)
                .streams(running.streams())
                .busyStreams(metrics.busyStreams())
                .waiting(writeSide.events(), writeSide.rejections())
                .executors(readSide.reads(), consumers.views(), readSide.history())
                .subscriptions(api)
                .connections(api)
                .certificate("https", access.tls().map(ServerTls::expiry))
                .certificate("node", running.node().certificate())
                .integrity(integrity)
                .disk()
                .claims(background.claims())
                .tags(background.tags());
        return new RecountServer(closings, running, consumers, Ports.open(api, settings.http(), access.tls()));
    }

    /** Tags that events of several journals have would be in none of their transactions. */
    private static void requireOneJournal(Settings settings, Codecs codecs) {
        Optional<String> bounded = Boundaries.first(codecs);
        if (settings.journal().journals() > 1 && bounded.isPresent()) {
            throw new SettingsException("recount.journal.further: streams of " + bounded.get()
                    + ", whose events have tags or whose commands are decided on the events of several streams, can be in"
                    + " one journal only");
        }
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
