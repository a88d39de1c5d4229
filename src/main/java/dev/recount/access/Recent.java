package dev.recount.access;

import java.util.LinkedHashMap;
import java.util.Map;

/** The entries that were used last, so many at most. For one thread at a time. */
public final class Recent<K, V> extends LinkedHashMap<K, V> {

    private static final long serialVersionUID = 1L;

    private final int most;

    /**
     * Makes it, without an entry.
     *
     * @param most how many entries are kept
     */
    public Recent(int most) {
        super(16, 0.75f, true);
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
