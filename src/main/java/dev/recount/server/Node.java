package dev.recount.server;

import dev.recount.boundary.Boundaries;
import dev.recount.boundary.TaggedType;
import dev.recount.claim.Claims;
import dev.recount.cluster.ClusterSettings;
import dev.recount.cluster.ClusterSettings.SeedNode;
import dev.recount.cluster.NodeRegistry;
import dev.recount.cluster.tls.ClosedPort;
import dev.recount.cluster.tls.NodeTls;
import dev.recount.cluster.tls.NodeTransport;
import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.journal.codec.Codecs;
import dev.recount.replay.Snapshot;
import dev.recount.server.health.HealthChecks;
import dev.recount.server.settings.Settings;
import dev.recount.server.settings.SettingsException;
import dev.recount.stream.pekko.journal.EventSerializer;
import dev.recount.stream.pekko.journal.JournalSetup;
import dev.recount.stream.pekko.journal.SnapshotSerializer;
import dev.recount.stream.pekko.state.StateSetup;
import dev.recount.tls.Expiry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.pekko.Done;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.remote.RemoteTransportException;
import org.apache.pekko.serialization.SerializationSetup;
import org.apache.pekko.serialization.SerializerDetails;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This process as a member of the cluster. */
final class Node implements HealthChecks.NodeState {

    private static final Logger LOG = LoggerFactory.getLogger(Node.class);

    private static final String NAME = "recount";
    private static final int JOIN_SECONDS = 60;

    /** The database may not have noticed yet that a node has been killed. */
    private static final Duration ALONE_PATIENCE = Duration.ofSeconds(10);

    private static final Duration ALONE_POLL = Duration.ofMillis(100);

    private final ActorSystem<Void> system;
    private final ClusterSettings settings;
    private final Optional<Expiry> certificate;

    private Node(ActorSystem<Void> system, ClusterSettings settings, Optional<Expiry> certificate) {
        this.system = system;
        this.settings = settings;
        this.certificate = certificate;
    }

    /**
     * Joins the cluster that the seed nodes are of, or begins one, and returns once this node is a member of it.
     *
     * @throws dev.recount.database.sql.DatabaseException if the files of its certificate cannot be used
     * @throws SettingsException if it cannot listen to the others, it is no member after a minute, or it is to be alone
     *     and another is at work on its database
     */
    static Node start(
            Settings settings, Codecs codecs, JournalSetup journal, StateSetup states, NodeRegistry registry) {
        var setup = ActorSystemSetup.create(
                BootstrapSetup.create(PekkoConfig.of(settings, roles(codecs))), journal, states, serialization(codecs));
        Optional<NodeTls> tls = tls(settings.cluster());
        var node = new Node(
                listening(with(setup, settings.cluster(), tls), settings.cluster()),
                settings.cluster(),
                tls.map(NodeTls::expiry));
        try {
            node.join(settings.cluster().seedNodes(), registry);
            return node;
        } catch (RuntimeException failure) {
            node.stop();
            throw failure;
        }
    }

    private static ActorSystem<Void> listening(ActorSystemSetup setup, ClusterSettings cluster) {
        try {
            return ActorSystem.create(Behaviors.empty(), NAME, setup);
        } catch (RemoteTransportException refused) {
            throw new SettingsException("recount.cluster.bind-host and port: the node cannot listen on "
                    + cluster.bindHost() + ":" + cluster.port() + " (" + refused.getMessage() + ")");
        }
    }

    /** By these, the nodes know of each other which values their streams hold, and how they tag their events. */
    private static List<String> roles(Codecs codecs) {
        return Stream.concat(
                        Claims.defined(codecs).stream().map(Claims.Defined::role),
                        Boundaries.defined(codecs).stream().map(TaggedType::role))
                .toList();
    }

    /** Certificates are about the time that the Java platform knows, which checks them. */
    private static Optional<NodeTls> tls(ClusterSettings cluster) {
        return cluster.transport() instanceof NodeTransport.Mutual mutual
                ? Optional.of(NodeTls.open(mutual, cluster.host(), Clock.systemUTC()))
                : Optional.empty();
    }

    private static ActorSystemSetup with(ActorSystemSetup setup, ClusterSettings cluster, Optional<NodeTls> tls) {
        return switch (cluster.transport()) {
            case NodeTransport.Closed _ -> setup.withSetup(ClosedPort.setup());
            case NodeTransport.Mutual _ -> setup.withSetup(tls.orElseThrow().setup());
            case NodeTransport.Insecure _ -> {
                LOG.warn(
                        "{} is on: whoever reaches port {} of {} can send commands as anybody, and end the cluster",
                        NodeTransport.INSECURE,
                        cluster.port(),
                        cluster.bindHost());
                yield setup;
            }
        };
    }

    private void join(List<SeedNode> seedNodes, NodeRegistry registry) {
        Cluster cluster = Cluster.get(system);
        SeedNode self = self();
        var up = new CompletableFuture<@Nullable Void>();
        cluster.registerOnMemberUp(() -> up.complete(null));
        if (seedNodes.isEmpty()) {
            requireAlone(self, registry);
            cluster.join(cluster.selfAddress());
        } else {
            join(cluster, self, seedNodes, registry);
        }
        awaitUp(up);
        registry.enter(self);
    }

    private static void requireAlone(SeedNode self, NodeRegistry registry) {
        long deadline = System.nanoTime() + ALONE_PATIENCE.toNanos();
        List<SeedNode> others = registry.others(self);
        while (!others.isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new SettingsException("recount.cluster.seed-nodes: " + others.getFirst()
                        + " is at work on the same database; nodes of one cluster need the same seed-nodes");
            }
            LockSupport.parkNanos(ALONE_POLL.toNanos());
            others = registry.others(self);
        }
    }

    /**
     * The first of the seed nodes begins a cluster of its own if it finds none, which it must not while the others have
     * one.
     */
    private static void join(Cluster cluster, SeedNode self, List<SeedNode> seedNodes, NodeRegistry registry) {
        List<SeedNode> others = self.equals(seedNodes.getFirst()) ? registry.others(self) : List.of();
        cluster.joinSeedNodes((others.isEmpty() ? seedNodes : others)
                .stream().map(Node::address).toList());
    }

    private static void awaitUp(CompletableFuture<@Nullable Void> up) {
        try {
            up.orTimeout(JOIN_SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException late) {
            throw new SettingsException(
                    "recount.cluster.seed-nodes: this node has not become a member of their cluster within "
                            + JOIN_SECONDS + " s");
        }
    }

    private static Address address(SeedNode node) {
        return new Address("pekko", NAME, node.host(), node.port());
    }

    private static SeedNode place(Address address) {
        return new SeedNode(address.getHost().orElseThrow(), address.getPort().orElseThrow());
    }

    private static SerializationSetup serialization(Codecs codecs) {
        return SerializationSetup.create(_ -> List.of(
                SerializerDetails.create(
                        "recount-event", new EventSerializer(codecs.reader()), List.of(RecordedEvent.class)),
                SerializerDetails.create("recount-snapshot", new SnapshotSerializer(codecs), List.of(Snapshot.class))));
    }

    /** Returns the address at which the others reach this node. */
    SeedNode self() {
        return place(Cluster.get(system).selfAddress());
    }

    /** Returns the end of the certificate by which the others know it, where there are others. */
    Optional<Expiry> certificate() {
        return certificate;
    }

    ActorSystem<Void> system() {
        return system;
    }

    /** Tells why this node cannot serve, if so: it is no member of the cluster, or about to stop. */
    @Override
    public Optional<String> problem() {
        MemberStatus status = Cluster.get(system).selfMember().status();
        if (isStopping()) {
            return Optional.of("the server stops");
        }
        return status.equals(MemberStatus.up()) ? Optional.empty() : Optional.of("the node is " + status);
    }

    /** Tells whether the node has begun to stop. */
    @Override
    public boolean isStopping() {
        return CoordinatedShutdown.get(system).getShutdownReason().isPresent();
    }

    /** Tells whether the node has ended, so that nothing here will ever be answered. */
    @Override
    public boolean hasEnded() {
        return system.whenTerminated().isCompleted();
    }

    /** Has something done when this node stops: after all requests are answered, and before the streams leave. */
    void beforeStreamsStop(String name, Runnable task) {
        CoordinatedShutdown.get(system)
                .addTask(
                        CoordinatedShutdown.PhaseServiceStop(),
                        name,
                        () -> CompletableFuture.runAsync(
                                        task, run -> Thread.ofVirtual().start(run))
                                .thenApply(_ -> Done.getInstance()));
    }

    /** Completes when this node has stopped, also where the cluster has given it up. */
    CompletionStage<Done> ended() {
        return system.getWhenTerminated();
    }

    /** Answers what was accepted, leaves the cluster, and returns once nothing runs any more and its port is free. */
    void stop() {
        CoordinatedShutdown.get(system)
                .runAll(CoordinatedShutdown.unknownReason())
                .toCompletableFuture()
                .join();
        if (settings.port() > 0) {
            Ports.awaitFree(settings.bindHost(), settings.port());
        }
    }
}
