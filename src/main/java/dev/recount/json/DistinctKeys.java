package dev.recount.json;

import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A map as it is read from JSON: two names that mean the same key are refused, as one of their values would be lost.
 *
 * @param <K> the keys
 * @param <V> the values
 */
final class DistinctKeys<K, V> extends LinkedHashMap<K, V> {

    private static final long serialVersionUID = 1L;

    /** Jackson makes it. */
    DistinctKeys() {}

    @Override
    public @Nullable V put(K key, V value) {
        if (containsKey(key)) {
            throw new TwiceException();
        }
        return super.put(key, value);
    }

    /** A key that is there already. */
    static final class TwiceException extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
