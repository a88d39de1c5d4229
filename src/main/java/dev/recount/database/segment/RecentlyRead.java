package dev.recount.database.segment;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The things that were read last, as many as there is room for; for any number of threads. */
final class RecentlyRead<K, V> {

    private static final float LOAD = 0.75f;

    private final Map<K, V> values = new LinkedHashMap<>(16, LOAD, true);
    private final long room;
    private final ToLongFunction<V> size;
    private long taken;

    /**
     * Begins with none.
     *
     * @param room the size that they may have together
     * @param size tells the size of one, which never changes
     */
    RecentlyRead(long room, ToLongFunction<V> size) {
        this.room = room;
        this.size = size;
    }

    /** Returns one, which is read if it is not there; twice, where two ask for it at once. */
    V get(K key, Function<K, V> reading) {
        V known = find(key);
        if (known != null) {
            return known;
        }
        V read = reading.apply(key);
        keep(key, read);
        return read;
    }

    private synchronized @Nullable V find(K key) {
        return values.get(key);
    }

    private synchronized void keep(K key, V value) {
        V before = values.put(key, value);
        taken += size.applyAsLong(value) - (before == null ? 0 : size.applyAsLong(before));
        Iterator<V> oldest = values.values().iterator();
        while (taken > room && values.size() > 1) {
            taken -= size.applyAsLong(oldest.next());
            oldest.remove();
        }
    }
}
