package dev.recount.server;

import dev.recount.http.Readiness;
import dev.recount.journal.Codecs;
import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.journal.jdbc.JournalReader;
import dev.recount.journal.jdbc.JournalSetup;
import dev.recount.stream.EventSerializer;
import dev.recount.stream.state.Snapshot;
import dev.recount.stream.state.SnapshotSerializer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.apache.pekko.actor.Address;
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

    private static final String NAME = "recount";
    private static final int JOIN_SECONDS = 60;
    private static final int PING_SECONDS = 2;

    private final ActorSystem<Void> system;

    private Node(ActorSystem<Void> system) {
        this.system = system;
    }

    /**
     * Joins the cluster that the seed nodes are of, or begins one, and returns once this node is a member of it.
     *
     * @throws SettingsException if it cannot listen to the others, or is no member after a minute
     */
    static Node start(Settings settings, Codecs codecs, JournalSetup journal) {
        var setup = ActorSystemSetup.create(
                BootstrapSetup.create(PekkoConfig.of(settings)), journal, serialization(codecs));
        var node = new Node(ActorSystem.create(Behaviors.empty(), NAME, setup));
        Cluster cluster = Cluster.get(node.system);
        var up = new CompletableFuture<@Nullable Void>();
        cluster.registerOnMemberUp(() -> up.complete(null));
        List<Address> seeds = settings.cluster().seedNodes().stream()
                .map(seed -> new Address("pekko", NAME, seed.host(), seed.port()))
                .toList();
        if (seeds.isEmpty()) {
            cluster.join(cluster.selfAddress());
        } else {
            cluster.joinSeedNodes(seeds);
        }
        try {
            up.orTimeout(JOIN_SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException late) {
            node.stop();
            throw new SettingsException(
                    "recount.cluster.seed-nodes: this node has not become a member of their cluster within "
                            + JOIN_SECONDS + " s");
        }
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

    /** Tells whether this node can serve: it is a member of the cluster, and the journal answers. */
    CompletionStage<Readiness> readiness(JournalReader journal, Executor executor) {
        MemberStatus status = Cluster.get(system).selfMember().status();
        if (!status.equals(MemberStatus.up())) {
            return CompletableFuture.completedStage(new Readiness.NotReady("the node is " + status));
        }
        return CompletableFuture.runAsync(journal::ping, executor)
                .orTimeout(PING_SECONDS, TimeUnit.SECONDS)
                .handle((_, failure) -> failure == null
                        ? new Readiness.Ready()
                        : new Readiness.NotReady("the journal does not answer"));
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
