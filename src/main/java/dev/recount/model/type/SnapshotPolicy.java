package dev.recount.model.type;

import java.util.Collection;
import java.util.Set;

/**
 * The versions at which a stream's state is saved, so that the stream is read back from there and not from its first
 * event.
 *
 * <p>The newest regular snapshots are all kept; of older ones one in so many, as the server's settings say. Those of
 * settled points stay.
 *
 * @param every the number of events between snapshots, at least 1
 * @param settledAt the events after which a state is settled and saved at once, such as a month's end
 * @param stateRevision the revision of the state's meaning: raise it when {@code evolve} makes something else of
 *     events, and older snapshots are ignored; as they are, without it, when the state's classes change
 */
public record SnapshotPolicy(int every, Set<Class<?>> settledAt, int stateRevision) {

    /** Every 100 events, no settled points. */
    public static final SnapshotPolicy DEFAULT = new SnapshotPolicy(100, Set.of(), 1);

    public SnapshotPolicy {
        settledAt = Set.copyOf(settledAt);
        if (every < 1) {
            throw new IllegalArgumentException("snapshotEvery: " + every + " is not at least 1");
        }
        if (stateRevision < 1) {
            throw new IllegalArgumentException("stateRevision: " + stateRevision + " is not at least 1");
        }
    }

    /**
     * Tells whether the state is saved after what is stored as one event.
     *
     * @param events the events of today that it is
     */
    public boolean isDue(Collection<?> events, long version) {
        return version % every == 0 || isSettled(events);
    }

    /**
     * Tells whether the state is settled after what is stored as one event.
     *
     * @param events the events of today that it is
     */
    public boolean isSettled(Collection<?> events) {
        return !settledAt.isEmpty() && events.stream().anyMatch(event -> settledAt.contains(event.getClass()));
    }
}
