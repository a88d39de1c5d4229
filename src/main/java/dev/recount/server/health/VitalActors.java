package dev.recount.server.health;

import dev.recount.stream.pekko.journal.JournalSetup;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.BooleanSupplier;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.ClusterSharding;

/**
 * The actors of a node without which it cannot serve: the journals, and the regions of the shards. They last as long as
 * the node, and nothing but a new start brings one back that has ended before.
 */
public final class VitalActors {

    private final BooleanSupplier stopping;
    private final ConcurrentSkipListSet<String> ended = new ConcurrentSkipListSet<>();

    /**
     * Watches actors from now on.
     *
     * @param stopping tells whether they end in order
     */
    VitalActors(ActorSystem<?> system, Map<String, ActorRef> actors, BooleanSupplier stopping) {
        this.stopping = stopping;
        system.systemActorOf(watching(actors), "vital-actors", Props.empty());
    }

    /** Watches those of a node, whose streams can be reached by now. */
    public static VitalActors of(ActorSystem<?> system, HealthChecks.NodeState node) {
        var classic = system.classicSystem();
        var regions = ClusterSharding.get(classic);
        var actors = new HashMap<String, ActorRef>(JournalSetup.actors(classic));
        regions.getShardTypeNames().forEach(type -> actors.put("the streams " + type, regions.shardRegion(type)));
        return new VitalActors(system, actors, node::isStopping);
    }

    private Behavior<Void> watching(Map<String, ActorRef> actors) {
        return Behaviors.setup(context -> {
            actors.values().forEach(actor -> context.watch(Adapter.toTyped(actor)));
            return Behaviors.receive(Void.class)
                    .onSignal(Terminated.class, end -> {
                        actors.forEach((name, actor) -> {
                            if (Adapter.toClassic(end.getRef()).equals(actor)) {
                                ended.add(name);
                            }
                        });
                        return Behaviors.same();
                    })
                    .build();
        });
    }

    /** Returns which of them have ended, if some have and the node does not stop. */
    Optional<String> problem() {
        return ended.isEmpty() || stopping.getAsBoolean()
                ? Optional.empty()
                : Optional.of(String.join(", ", ended) + (ended.size() == 1 ? " has ended" : " have ended"));
    }
}
