package dev.recount.replay.world;

import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.model.StreamId;
import dev.recount.replay.world.outcome.WorldDifference;

/** The follower of a world while it is computed. */
public interface WorldListener {

    /** The two courses that things take side by side. */
    enum Side {
        /** As on record, under the rules that are served. */
        RECORDED,
        /** As in the world. */
        OTHER
    }

    /** A decision is another one in the world. */
    void differs(WorldDifference difference);

    /** An event happened on one side. */
    void happened(Side side, StreamId stream, long version, RecordedEvent event);

    /** Tells whether it wants to know of the events of streams that the question does not cover. */
    boolean followsAll();
}
