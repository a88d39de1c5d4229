package dev.recount.server;

import dev.recount.journal.Codecs;
import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.journal.jdbc.JournalSetup;
import dev.recount.stream.EventSerializer;
import dev.recount.stream.state.Snapshot;
import dev.recount.stream.state.SnapshotSerializer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.serialization.SerializationSetup;
import org.apache.pekko.serialization.SerializerDetails;
import org.jspecify.annotations.Nullable;

/** This process as a member of the cluster. */
final class Node {

    private static final int JOIN_SECONDS = 60;

    private final ActorSystem<Void> system;

    private Node(ActorSystem<Void> system) {
        this.system = system;
    }

    /** Starts a cluster of one, and returns once this node is a member of it. */
    static Node start(Settings settings, Codecs codecs, JournalSetup journal) {
        var setup = ActorSystemSetup.create(
                BootstrapSetup.create(PekkoConfig.of(settings)), journal, serialization(codecs));
        var node = new Node(ActorSystem.create(Behaviors.empty(), "recount", setup));
        Cluster cluster = Cluster.get(node.system);
        var up = new CompletableFuture<@Nullable Void>();
        cluster.registerOnMemberUp(() -> up.complete(null));
        cluster.join(cluster.selfAddress());
        up.orTimeout(JOIN_SECONDS, TimeUnit.SECONDS).join();
        return node;
    }

    private static SerializationSetup serialization(Codecs codecs) {
        return SerializationSetup.create(_ -> List.of(
                SerializerDetails.create("recount-event", new EventSerializer(codecs), List.of(RecordedEvent.class)),
                SerializerDetails.create("recount-snapshot", new SnapshotSerializer(codecs), List.of(Snapshot.class))));
    }

    ActorSystem<Void> system() {
        return system;
    }

    /** Tells why this node cannot serve, if so: it is no member of the cluster, or about to stop. */
    Optional<String> problem() {
        MemberStatus status = Cluster.get(system).selfMember().status();
        if (CoordinatedShutdown.get(system).getShutdownReason().isPresent()) {
            return Optional.of("the server stops");
        }
        return status.equals(MemberStatus.up()) ? Optional.empty() : Optional.of("the node is " + status);
    }

    /** Tells whether the node has ended, so that nothing here will ever be answered. */
    boolean hasEnded() {
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

    /** Answers what was accepted, leaves the cluster, and returns once nothing runs any more. */
    void stop() {
        CoordinatedShutdown.get(system)
                .runAll(CoordinatedShutdown.unknownReason())
                .toCompletableFuture()
                .join();
    }
}
