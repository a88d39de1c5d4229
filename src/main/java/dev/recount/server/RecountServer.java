package dev.recount.server;

import dev.recount.cluster.CommitSignal;
import dev.recount.cluster.Members;
import dev.recount.cluster.Presence;
import dev.recount.cluster.Singletons;
import dev.recount.database.Database;
import dev.recount.decision.Decisions;
import dev.recount.decision.RejectionLog;
import dev.recount.handler.Handlers;
import dev.recount.handler.Surroundings;
import dev.recount.handler.reaction.Reactions;
import dev.recount.handler.store.HandlerStore;
import dev.recount.history.History;
import dev.recount.http.HttpApi;
import dev.recount.journal.append.AppendQueue;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.spread.Journals;
import dev.recount.journal.spread.PerJournal;
import dev.recount.journal.stored.JournalReader;
import dev.recount.journal.stored.StoredStreams;
import dev.recount.log.Log;
import dev.recount.log.LogReader;
import dev.recount.metrics.Metrics;
import dev.recount.model.Domain;
import dev.recount.model.StreamId;
import dev.recount.model.StreamType;
import dev.recount.model.handler.Handler;
import dev.recount.model.view.View;
import dev.recount.replay.Replay;
import dev.recount.stream.SnapshotThinning;
import dev.recount.stream.pekko.Streams;
import dev.recount.stream.pekko.journal.JournalSetup;
import dev.recount.view.Views;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.apache.pekko.http.javadsl.ServerBinding;

/** A running server, which serves domains over HTTP until it is closed. */
public final class RecountServer implements AutoCloseable {

    private final Closings closings;
    private final Node node;
    private final Streams streams;
    private final InetSocketAddress address;

    /** A node that takes requests. */
    private record Bound(Node node, Streams streams, InetSocketAddress address) {}

    private RecountServer(Closings closings, Bound bound) {
        this.closings = closings;
        this.node = bound.node;
        this.streams = bound.streams;
        this.address = bound.address;
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
        var closings = new Closings();
        try {
            List<Domain> configured = Domains.configure(domains, settings.domainSettings());
            return new RecountServer(closings, start(settings, configured, clock, closings));
        } catch (RuntimeException failure) {
            closings.close();
            throw failure;
        }
    }

    static Codecs codecs(List<Domain> domains) {
        return new Codecs(domains.stream()
                .<StreamType<?, ?, ?>>flatMap(domain -> domain.streamTypes().stream())
                .toList());
    }

    private static List<Handler> handlers(List<Domain> domains) {
        return Handlers.distinct(
                domains.stream().flatMap(domain -> domain.handlers().stream()).toList());
    }

    private static Bound start(Settings settings, List<Domain> domains, Clock clock, Closings closings) {
        Codecs codecs = codecs(domains);
        Journals journals = Journals.open(settings.journal());
        closings.add(journals::close);
        PerJournal<Database> databases = journals.databases();
        var metrics = new Metrics(settings.journal().journals());
        databases.all().forEach(database -> database.measure(metrics.pools()));
        var journal = new JournalReader(databases, Database::pool);
        UnreadableEvents.find(new JournalReader(databases, Database::unhurried), codecs)
                .see(settings.unreadable());
        PerJournal<AppendQueue> queues = databases.map(database -> new AppendQueue(database, settings.writing()));
        closings.add(() -> queues.all().forEach(AppendQueue::close));
        databases
                .all()
                .forEach(database -> queues.all().get(database.index()).setListener(metrics.journal(database.index())));
        var readers = new JournalReads(databases, settings.journal().connections());
        closings.add(readers::close);
        PerJournal<RejectionLog> rejections = databases.map(database -> new RejectionLog(
                database, settings.writing(), settings.streams().decisions().keepRejections(), clock));
        closings.add(() -> rejections.all().forEach(RejectionLog::close));
        var thinning = new SnapshotThinning(
                StoredStreams.open(databases, "snapshots", 1).snapshots(),
                settings.streams().ladder());
        closings.add(thinning::close);
        var history = new History(databases, codecs, settings.history());
        closings.add(history::close);
        var presence = new Presence(journals.home());
        closings.add(presence::close);
        Node node = Node.start(settings, codecs, new JournalSetup(databases, queues), presence);
        closings.add(node::stop);
        var log = new Log(
                new LogReader(databases, codecs),
                readers.executors(),
                settings.pollInterval());
        closings.add(log::close);
        var signal = new CommitSignal(node.system(), log::wake);
        databases
                .all()
                .forEach(database -> queues.all().get(database.index()).whenCommitted(() -> {
                    log.wake(database.index());
                    signal.committed();
                }));
        var replay = new Replay(StoredStreams.shared(databases), codecs);
        Predicate<StreamId> away = stream -> databases.of(stream).problem().isPresent();
        var past = new Streams.Past(replay, readers.executors(), thinning);
        var streams = new Streams(
                node.system(),
                new Streams.Services(codecs, past, rejections, away, metrics.streams(), clock),
                settings.streams());
        streams.started().toCompletableFuture().join();
        var singletons = new Singletons(node.system());
        node.beforeStreamsStop("singletons", singletons::stop);
        Executor ofHome = readers.executors().home();
        Views views = views(
                settings, domains, new Views.Services(node.system(), singletons, journals.home(), log, ofHome, clock));
        node.beforeStreamsStop("views", views::close);
        singletons.add(views.singletons());
        var reactions = new Reactions.Services(codecs, streams, log.reader(), journal, readers.executors(), clock);
        var store = new HandlerStore(journals.home(), 2 * settings.projections().connections());
        Handlers running = Handlers.start(
                handlers(domains),
                singletons,
                new Surroundings(node.system(), log, store, reactions),
                settings.handlers());
        metrics.observe(log, index -> databases.all().get(index).problem().isPresent(), views, running);
        closings.add(metrics::close);
        var health = new HealthChecks(node, journal, queues, rejections, databases);
        var services = new HttpApi.Services(
                codecs,
                streams,
                history,
                new Decisions(journal, codecs, rejections, history.executor()),
                views,
                running,
                log,
                new Members(node.system()),
                singletons,
                new HttpApi.Operations(health::live, health::ready, metrics::scrape),
                clock);
        singletons.awaitAll();
        var api = new HttpApi(node.system().classicSystem(), settings.http(), services);
        new Gauges(metrics, settings)
                .streams(streams)
                .waiting(queues, rejections)
                .executors(readers, views, history)
                .subscriptions(api);
        return new Bound(node, streams, bind(api, settings));
    }

    private static Views views(Settings settings, List<Domain> domains, Views.Services services) {
        List<View<?>> definitions = domains.stream()
                .<View<?>>flatMap(domain -> domain.views().stream())
                .toList();
        return new Views(definitions, services, settings.views(), settings.projections());
    }

    private static InetSocketAddress bind(HttpApi api, Settings settings) {
        try {
            ServerBinding binding = api.bind().toCompletableFuture().join();
            return binding.localAddress();
        } catch (CompletionException refused) {
            throw new SettingsException("recount.http.host and port: the server cannot listen on "
                    + settings.http().host() + ":" + settings.http().port() + " (" + reason(refused) + ")");
        }
    }

    /** Returns what the operating system said, out of what Pekko made of it. */
    private static String reason(Throwable refused) {
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketException said) {
                return String.valueOf(said.getMessage());
            }
        }
        return refused.toString();
    }

    /** Returns the port that the server listens on. */
    public int port() {
        return address.getPort();
    }

    /** Returns the streams, for what is in the same process. */
    public Streams streams() {
        return streams;
    }

    /** Completes when this server has ended, because it was closed or its cluster has given it up; then it has to be closed. */
    public CompletionStage<?> ended() {
        return node.ended();
    }

    /** Takes no more requests, answers those it took, and closes the journal last. */
    @Override
    public void close() {
        closings.close();
    }
}
