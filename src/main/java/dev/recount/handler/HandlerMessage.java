package dev.recount.handler;

import dev.recount.cluster.ClusterMessage;
import dev.recount.model.StreamId;
import org.apache.pekko.actor.typed.ActorRef;

/** A message to the node that does a handler's work. */
sealed interface HandlerMessage extends ClusterMessage {

    /** Returns who gets the answer. */
    ActorRef<HandlerReply> replyTo();

    /** Tell where the handler stands, after an order if there is one. */
    record Tell(Order order, ActorRef<HandlerReply> replyTo) implements HandlerMessage {}

    /** Try at once the first of what is pending for a stream. */
    record Retry(StreamId stream, ActorRef<HandlerReply> replyTo) implements HandlerMessage {}

    /** Give up the first of what is pending for a stream, if it is the one of this id. */
    record Drop(StreamId stream, long id, ActorRef<HandlerReply> replyTo) implements HandlerMessage {}

    /** The orders of operators to handlers. */
    enum Order {
        NONE,
        PAUSE,
        RESUME
    }
}
