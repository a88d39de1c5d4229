package dev.recount.handler.dispatch;

import dev.recount.handler.store.Backlog;
import dev.recount.model.StreamId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The streams for which one handler has something pending, so that the others cost no look at the database. */
final class Backlogs {

    private final Map<StreamId, Long> lastVersions = new ConcurrentHashMap<>();
    private final Set<StreamId> inDoubt = ConcurrentHashMap.newKeySet();

    /**
     * Takes up what there is when the handler begins to work; nobody knows how the last attempts at the first of each
     * ended.
     */
    void load(Collection<Backlog> backlogs) {
        for (Backlog backlog : backlogs) {
            lastVersions.put(backlog.stream(), backlog.lastVersion());
            inDoubt.add(backlog.stream());
        }
    }

    /** Returns the version of the last event of a stream that is pending, 0 if timers alone are; none if nothing is. */
    Optional<Long> lastVersion(StreamId stream) {
        return Optional.ofNullable(lastVersions.get(stream));
    }

    /** Tells whether nothing is pending. */
    boolean isEmpty() {
        return lastVersions.isEmpty();
    }

    /** Notes that something is, or is about to be, pending. */
    void add(StreamId stream, long eventVersion) {
        lastVersions.merge(stream, eventVersion, Math::max);
    }

    /** Notes that nothing is pending any more. */
    void remove(StreamId stream) {
        lastVersions.remove(stream);
        inDoubt.remove(stream);
    }

    boolean isInDoubt(StreamId stream) {
        return inDoubt.contains(stream);
    }

    /** Notes whether it is known how the last attempt ended. */
    void setInDoubt(StreamId stream, boolean doubtful) {
        if (doubtful) {
            inDoubt.add(stream);
        } else {
            inDoubt.remove(stream);
        }
    }
}
