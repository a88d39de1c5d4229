package dev.recount.handler;

import dev.recount.journal.spread.Placement;

/**
 * A handler's work for the events of one journal. The partitions of a handler know nothing of one another: no stream
 * is in two journals.
 *
 * @param journal the index of the journal, from 0
 */
record HandlerPartition(Follower follower, int journal) {

    /**
     * Returns the name under which this partition remembers: the handler's in the home journal, else as in
     * {@code mail@2}.
     */
    String name() {
        return Placement.share(follower.name(), journal);
    }

    /** Returns the name of what one node of the cluster does for it. */
    String singleton() {
        return "handler-" + name();
    }

    @Override
    public String toString() {
        return follower + (journal == 0 ? "" : ", for journal " + (journal + 1) + ",");
    }
}
