package dev.recount.replay.world.course;

import dev.recount.journal.codec.Codecs;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.model.StreamId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The streams of a world: those that were used last in memory, and all others where they are kept. For one thread.
 *
 * <p>What leaves the memory waits for the next {@link #flush}, so that nothing is written in between.
 */
public final class WorldStreams {

    private final Codecs recorded;
    private final Codecs other;
    private final Store store;
    private final int most;
    private final LinkedHashMap<StreamId, WorldStream> used = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<StreamId, WorldStream> leaving = new LinkedHashMap<>();

    /** The place where streams are kept that are not in memory. */
    public interface Store {

        /** Returns a stream, if it was kept. */
        Optional<SavedStream> load(StreamId stream);

        /** Keeps streams, in place of what was kept of them. */
        void save(List<SavedStream> streams);
    }

    /**
     * Starts without streams.
     *
     * @param most how many streams are held in memory
     */
    public WorldStreams(Codecs recorded, Codecs other, Store store, int most) {
        this.recorded = recorded;
        this.other = other;
        this.store = store;
        this.most = most;
    }

    /** Returns a stream, before its first event where it is new; nothing if its type is not one of both rules. */
    public Optional<WorldStream> find(StreamId stream) {
        WorldStream known = used.get(stream);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<StreamCodec<?, ?, ?>> before = recorded.find(stream.type());
        Optional<StreamCodec<?, ?, ?>> here = other.find(stream.type());
        if (before.isEmpty() || here.isEmpty()) {
            return Optional.empty();
        }
        WorldStream found = Optional.ofNullable(leaving.remove(stream))
                .or(() -> store.load(stream).map(saved -> WorldStream.from(saved, before.get(), here.get())))
                .orElseGet(() -> WorldStream.beginning(stream, before.get(), here.get()));
        used.put(stream, found);
        while (used.size() > most) {
            var eldest = used.pollFirstEntry();
            leaving.put(eldest.getKey(), eldest.getValue());
        }
        return Optional.of(found);
    }

    /** Keeps what has left the memory. */
    public void flush() {
        save(leaving);
        leaving.clear();
    }

    /** Keeps all streams. */
    public void flushAll() {
        flush();
        save(used);
    }

    private void save(Map<StreamId, WorldStream> streams) {
        List<SavedStream> saved = new ArrayList<>(streams.size());
        streams.values().forEach(stream -> saved.add(stream.saved()));
        store.save(saved);
    }
}
