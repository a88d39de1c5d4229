package dev.recount.handler;

import dev.recount.cluster.ClusterMessage;

/** An answer of the node that does a handler's work. */
sealed interface HandlerReply extends ClusterMessage {

    /** The state of the handler. */
    record Standing(HandlerStatus status) implements HandlerReply {}

    /** The answer that something was there to retry or to drop, or was not. */
    record Changed(boolean found) implements HandlerReply {}

    /** It cannot be told or done now. */
    record Failed(String problem) implements HandlerReply {}
}
