package dev.recount.view;

import dev.recount.cluster.ClusterMessage;
import dev.recount.log.position.Position;
import org.apache.pekko.actor.typed.ActorRef;

/** A message to the node that keeps a view. */
sealed interface ViewMessage extends ClusterMessage {

    /** Returns who gets the answer. */
    ActorRef<ViewReply> replyTo();

    /** Tell how the view is doing, after an order if there is one. */
    record Tell(Order order, ActorRef<ViewReply> replyTo) implements ViewMessage {}

    /** Tell when the generation that answers queries has seen the log up to a position. */
    record Await(Position position, ActorRef<ViewReply> replyTo) implements ViewMessage {}

    /** The orders of operators to views. */
    enum Order {
        NONE,
        PAUSE,
        RESUME,
        REBUILD
    }
}
