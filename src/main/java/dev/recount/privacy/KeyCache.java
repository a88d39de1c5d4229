package dev.recount.privacy;

import dev.recount.model.personal.Subject;
import dev.recount.privacy.settings.KeyMemory;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * The states of keys that were fetched last, of the subjects that were asked for last. Who was erased is never anything
 * else again, though it be fetched from before.
 */
final class KeyCache {

    private static final int FIRST_SIZE = 1_024;
    private static final float LOAD = 0.75f;

    private final KeyMemory limits;
    private final Clock clock;
    private final LinkedHashMap<Subject, Entry> entries;

    KeyCache(KeyMemory limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
        this.entries = new LinkedHashMap<>(FIRST_SIZE, LOAD, true);
    }

    /**
     * A state as it was fetched.
     *
     * @param since when its fetching began
     */
    private record Entry(StoredState state, Instant since) {}

    /** Returns the state of a subject's key, unless it is too old. */
    synchronized Optional<KeyState> fresh(Subject subject) {
        Entry entry = entries.get(subject);
        return entry == null || isOld(entry, clock.instant()) ? Optional.empty() : Optional.of(entry.state.state());
    }

    /** A clock that was put back makes it old as well. */
    private boolean isOld(Entry entry, Instant now) {
        return now.isBefore(entry.since) || !now.isBefore(entry.since.plus(limits.age()));
    }

    /** Returns the state that was fetched last, however old it is. */
    synchronized Optional<StoredState> last(Subject subject) {
        return Optional.ofNullable(entries.get(subject)).map(Entry::state);
    }

    /** Keeps what was fetched from this moment on. */
    synchronized void put(Subject subject, StoredState state, Instant since) {
        Entry before = entries.get(subject);
        StoredState now = before != null && before.state.state() instanceof KeyState.Erased ? before.state : state;
        entries.put(subject, new Entry(now, since));
        if (entries.size() > limits.subjects()) {
            entries.pollFirstEntry();
        }
    }

    synchronized void forget(Subject subject) {
        entries.remove(subject);
    }

    synchronized void clear() {
        entries.clear();
    }

    synchronized int size() {
        return entries.size();
    }
}
