package dev.recount.handler;

import dev.recount.cluster.ClusterMessage;

/** What the node that does a handler's work answers. */
sealed interface HandlerReply extends ClusterMessage {

    /** Where the handler stands. */
    record Standing(HandlerStatus status) implements HandlerReply {}

    /** Whether there was something to retry or to drop. */
    record Changed(boolean found) implements HandlerReply {}

    /** It cannot be told or done now. */
    record Failed(String problem) implements HandlerReply {}
}
