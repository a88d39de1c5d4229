package dev.recount.server;

import dev.recount.access.settings.RecentPermissions;
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
import dev.recount.stream.Outcome;
import dev.recount.stream.Refusal;
import dev.recount.stream.StreamListener;
import dev.recount.stream.pekko.Senders;
import dev.recount.stream.pekko.Streams;
import dev.recount.stream.pekko.journal.JournalSetup;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The streams of a node, and the log of what they and those of other nodes write. */
final class RunningStreams implements AutoCloseable {

    private final Node node;
    private final Log log;
    private final Streams streams;
    private final Claims claims;
    private final NodeRegistry registry;
    private final Closings closings;

    private RunningStreams(
            Node node, Log log, Streams streams, Claims claims, NodeRegistry registry, Closings closings) {
        this.node = node;
        this.log = log;
        this.streams = streams;
        this.claims = claims;
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
            Node node = Node.start(settings, ground.codecs, setup, registry);
            closings.add(node::stop);
            var claims = new Claims(
                    storage.home(), ground.codecs, ground.readSide.past().replay());
            claims.define(registry.others(node.self()).isEmpty());
            Log log = follow(settings, ground, node);
            closings.add(log::close);
            var services = new Streams.Services(
                    ground.codecs,
                    ground.readSide.past(),
                    ground.writeSide.rejections(),
                    stream -> untried(stream, storage.databases().of(stream)),
                    new Senders(ground.permissions::of),
                    (stream, claimed) -> CompletableFuture.supplyAsync(
                            () -> claims.taken(stream, claimed),
                            ground.readSide.reads().executors().home()),
                    listener,
                    clock);
            var streams = new Streams(node.system(), services, settings.streams());
            streams.started().toCompletableFuture().join();
            return new RunningStreams(node, log, streams, claims, registry, closings);
        });
    }

    /** Returns what is answered for a stream if its database is known to be away. */
    private static Optional<Outcome.Refused> untried(StreamId stream, Database database) {
        return database.loss()
                .map(loss -> new Outcome.Refused(stream, Refusal.JOURNAL_CLOSED, loss))
                .or(() -> database.problem()
                        .map(_ -> new Outcome.Refused(stream, Refusal.UNAVAILABLE, "the journal's database is away")));
    }

    private static Log follow(Settings settings, Ground ground, Node node) {
        var log = new Log(
                new LogReader(ground.storage.databases(), ground.codecs, ground.check),
                ground.readSide.reads().executors(),
                settings.storage().pollInterval());
        var signal = new CommitSignal(node.system(), log::wake);
        ground.writeSide.whenCommitted(journal -> {
            log.wake(journal);
            signal.committed();
        });
        return log;
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

    /** Returns the values that streams hold. */
    Claims claims() {
        return claims;
    }

    Streams streams() {
        return streams;
    }

    @Override
    public void close() {
        closings.close();
    }
}
