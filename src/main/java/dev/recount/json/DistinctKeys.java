package dev.recount.json;

import dev.recount.json.personal.Marks;
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
        if (key instanceof String name && Marks.isReserved(name)) {
            throw new ReservedException();
        } else if (containsKey(key)) {
            throw new TwiceException();
        }
        return super.put(key, value);
    }

    /** A key that would be taken for the mark of personal data. */
    static final class ReservedException extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    /** A key that is there already. */
    static final class TwiceException extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
