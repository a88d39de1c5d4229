package dev.recount.server;

import dev.recount.access.settings.RecentPermissions;
import dev.recount.boundary.Boundaries;
import dev.recount.boundary.SelectedEvents;
import dev.recount.claim.Claims;
import dev.recount.cluster.ClusterSettings.SeedNode;
import dev.recount.cluster.CommitSignal;
import dev.recount.cluster.NodeRegistry;
import dev.recount.database.Database;
import dev.recount.journal.codec.Codecs;
import dev.recount.log.Log;
import dev.recount.log.LogCheck;
import dev.recount.log.LogReader;
import dev.recount.model.StreamId;
import dev.recount.server.settings.Settings;
import dev.recount.server.storage.Closings;
import dev.recount.server.storage.ReadSide;
import dev.recount.server.storage.Storage;
import dev.recount.server.storage.WriteSide;
import dev.recount.stream.BoundaryLook;
import dev.recount.stream.Outcome;
import dev.recount.stream.Refusal;
import dev.recount.stream.StreamListener;
import dev.recount.stream.pekko.Senders;
import dev.recount.stream.pekko.Streams;
import dev.recount.stream.pekko.journal.JournalSetup;
import dev.recount.stream.pekko.state.StateSetup;
import dev.recount.transaction.Transactions;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** The streams of a node, and the log of what they and those of other nodes write. */
final class RunningStreams implements AutoCloseable {

    private final Node node;
    private final Log log;
    private final Optional<Log> states;
    private final Streams streams;
    private final Transactions transactions;
    private final Claims claims;
    private final Boundaries boundaries;
    private final NodeRegistry registry;
    private final Closings closings;

    private RunningStreams(
            Node node,
            Log log,
            Optional<Log> states,
            Streams streams,
            Transactions transactions,
            Claims claims,
            Boundaries boundaries,
            NodeRegistry registry,
            Closings closings) {
        this.node = node;
        this.log = log;
        this.states = states;
        this.streams = streams;
        this.transactions = transactions;
        this.claims = claims;
        this.boundaries = boundaries;
        this.registry = registry;
        this.closings = closings;
    }

    /**
     * The parts that streams stand on.
     *
     * @param check what readers of the log hold it against
     * @param permissions what callers may do
     */
    record Ground(
            Codecs codecs,
            Storage storage,
            WriteSide writeSide,
            ReadSide readSide,
            LogCheck check,
            RecentPermissions permissions) {}

    /** Joins the cluster or begins one, and returns once the streams can be reached. */
    static RunningStreams open(Settings settings, Ground ground, StreamListener listener, Clock clock) {
        return Closings.open(closings -> {
            Storage storage = ground.storage;
            var registry = new NodeRegistry(storage.home());
            closings.add(registry::close);
            var setup = new JournalSetup(storage.databases(), ground.writeSide.events());
            var stateSetup = new StateSetup(ground.codecs, storage.databases(), ground.writeSide.events());
            Node node = Node.start(settings, ground.codecs, setup, stateSetup, registry);
            closings.add(node::stop);
            var claims = new Claims(
                    storage.databases(), ground.codecs, ground.readSide.past().replay());
            boolean isAlone = registry.others(node.self()).isEmpty();
            claims.define(isAlone);
            var boundaries = new Boundaries(
                    storage.home(), ground.codecs, ground.readSide.past().replay());
            boundaries.define(isAlone);
            Log log = new Log(
                    new LogReader(storage.databases(), ground.codecs, ground.check),
                    ground.readSide.reads().executors(),
                    settings.storage().pollInterval());
            closings.add(log::close);
            Optional<Log> states = states(settings, ground);
            states.ifPresent(each -> closings.add(each::close));
            letWake(node, ground, Stream.concat(Stream.of(log), states.stream()).toList());
            var services = new Streams.Services(
                    ground.codecs,
                    ground.readSide.past(),
                    ground.writeSide.rejections(),
                    stream -> untried(stream, storage.databases().of(stream)),
                    new Senders(ground.permissions::of),
                    new HeldValues(claims, ground.readSide.reads().executors().home()),
                    boundaryLook(settings, ground, boundaries, log),
                    listener,
                    clock);
            var streams = new Streams(node.system(), services, settings.streams());
            streams.started().toCompletableFuture().join();
            var transactions = new Transactions(new Transactions.Ground(
                    ground.codecs,
                    streams,
                    storage.databases().placement(),
                    settings.transactions(),
                    settings.streams().boundary().attempts(),
                    settings.streams().answerTimeout()));
            return new RunningStreams(node, log, states, streams, transactions, claims, boundaries, registry, closings);
        });
    }

    private static BoundaryLook boundaryLook(Settings settings, Ground ground, Boundaries boundaries, Log log) {
        var events = new SelectedEvents(
                boundaries, log.reader(), settings.streams().boundary().maxEvents());
        return question -> CompletableFuture.supplyAsync(
                () -> events.look(question), ground.readSide.reads().executors().home());
    }

    /** Returns what is answered for a stream if its database is known to be away. */
    private static Optional<Outcome.Refused> untried(StreamId stream, Database database) {
        return database.loss()
                .map(loss -> new Outcome.Refused(stream, Refusal.JOURNAL_CLOSED, loss))
                .or(() -> database.problem()
                        .map(_ -> new Outcome.Refused(stream, Refusal.UNAVAILABLE, "the journal's database is away")));
    }

    /** Returns the log with the states of streams of which nothing else is kept, where there are such types. */
    private static Optional<Log> states(Settings settings, Ground ground) {
        return ground.codecs.all().stream().anyMatch(codec -> codec.type().keepsStateAlone())
                ? Optional.of(new Log(
                        LogReader.withStates(ground.storage.databases(), ground.codecs, ground.check),
                        ground.readSide.reads().executors(),
                        settings.storage().pollInterval()))
                : Optional.empty();
    }

    private static void letWake(Node node, Ground ground, List<Log> logs) {
        var signal = new CommitSignal(node.system(), () -> logs.forEach(Log::wake));
        ground.writeSide.whenCommitted(journal -> {
            logs.forEach(log -> log.wake(journal));
            signal.committed();
        });
    }

    Node node() {
        return node;
    }

    /** Returns the address of this node. */
    SeedNode self() {
        return node.self();
    }

    /** Returns the other nodes that are at work on the database; blocks. */
    List<SeedNode> others() {
        return registry.others(self());
    }

    Log log() {
        return log;
    }

    /** Returns the log of events and of the states of which nothing else is kept, if there can be such states. */
    Optional<Log> states() {
        return states;
    }

    /** Returns the values that streams hold. */
    Claims claims() {
        return claims;
    }

    /** Returns the tags of events. */
    Boundaries boundaries() {
        return boundaries;
    }

    Streams streams() {
        return streams;
    }

    Transactions transactions() {
        return transactions;
    }

    @Override
    public void close() {
        closings.close();
    }
}
