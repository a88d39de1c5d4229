package dev.recount.cluster.singleton;

import dev.recount.cluster.ClusterMessage;
import org.apache.pekko.actor.typed.ActorRef;

/** The node that does a piece of work. */
record Whereabouts(String node) implements ClusterMessage {

    /** Asks for it. */
    record Wanted(ActorRef<Whereabouts> replyTo) implements ClusterMessage {}
}
