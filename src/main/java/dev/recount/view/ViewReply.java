package dev.recount.view;

import dev.recount.cluster.ClusterMessage;

/** An answer of the node that keeps a view. */
sealed interface ViewReply extends ClusterMessage {

    /** The state of the view. */
    record Standing(ViewStatus status) implements ViewReply {}

    /** The generation that answers queries has seen the position that was waited for. */
    record Seen(int generation) implements ViewReply {}

    /** The reason for which the position that was waited for was not seen. */
    enum Unseen implements ViewReply {
        BEHIND,
        NOT_BUILT
    }

    /** It cannot be told or done now. */
    record Failed(String problem) implements ViewReply {}
}
