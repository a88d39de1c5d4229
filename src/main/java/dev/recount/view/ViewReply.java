package dev.recount.view;

import dev.recount.cluster.ClusterMessage;

/** What the node that keeps a view answers. */
sealed interface ViewReply extends ClusterMessage {

    /** How the view is doing. */
    record Standing(ViewStatus status) implements ViewReply {}

    /** The generation that answers queries has seen the position that was waited for. */
    record Seen(int generation) implements ViewReply {}

    /** Why the position that was waited for was not seen. */
    enum Unseen implements ViewReply {
        BEHIND,
        NOT_BUILT
    }

    /** It cannot be told or done now. */
    record Failed(String problem) implements ViewReply {}
}
