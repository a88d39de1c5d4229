package dev.recount.cluster;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.pubsub.Topic;
import org.apache.pekko.cluster.typed.Cluster;

/**
 * The signal to all other nodes that something has been committed, so that their readers need not wait until they look
 * by themselves. A signal may be lost; it is no promise.
 */
public final class CommitSignal {

    private final ActorRef<Signal> actor;
    private final AtomicBoolean told = new AtomicBoolean();

    /** A message to the actor that passes commits on. */
    private sealed interface Signal extends ClusterMessage {}

    /** A node has committed something. */
    private record Committed(String node) implements Signal {}

    /** This node has committed something, and perhaps more since. */
    private enum Own implements Signal {
        COMMITTED
    }

    /**
     * Joins those who signal to one another.
     *
     * @param wake is run when another node has committed something; must not block
     */
    public CommitSignal(ActorSystem<?> system, Runnable wake) {
        String self = Cluster.get(system).selfMember().uniqueAddress().toString();
        this.actor = system.systemActorOf(behavior(self, wake), "commit-signal", Props.empty());
    }

    private Behavior<Signal> behavior(String self, Runnable wake) {
        return Behaviors.setup(context -> {
            ActorRef<Topic.Command<Signal>> topic = context.spawn(Topic.create(Signal.class, "commit-signal"), "topic");
            topic.tell(Topic.subscribe(context.getSelf()));
            return Behaviors.receive(Signal.class)
                    .onMessageEquals(Own.COMMITTED, () -> {
                        told.set(false);
                        topic.tell(Topic.publish(new Committed(self)));
                        return Behaviors.same();
                    })
                    .onMessage(Committed.class, committed -> {
                        if (!committed.node.equals(self)) {
                            wake.run();
                        }
                        return Behaviors.same();
                    })
                    .build();
        });
    }

    /** Tells that this node has committed something. */
    public void committed() {
        if (told.compareAndSet(false, true)) {
            actor.tell(Own.COMMITTED);
        }
    }
}
