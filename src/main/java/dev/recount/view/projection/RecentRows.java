package dev.recount.view.projection;

import dev.recount.view.table.Held;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rows that were used last, so that they need not be read again. As long as it has held every row there ever was,
 * it also knows which rows do not exist.
 */
final class RecentRows<R> {

    private final Map<List<Object>, Held<R>> rows;
    private @Nullable Boolean knowsAll;

    RecentRows(int most) {
        this.rows = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<List<Object>, Held<R>> eldest) {
                boolean full = size() > most;
                if (full) {
                    knowsAll = false;
                }
                return full;
            }
        };
    }

    /** Asks, the first time, whether there are no rows yet, so that all that come will be known. */
    void knowAll(BooleanSupplier noneExist) {
        if (knowsAll == null) {
            knowsAll = noneExist.getAsBoolean();
        }
    }

    boolean knowsAll() {
        return Boolean.TRUE.equals(knowsAll);
    }

    Optional<Held<R>> find(List<Object> key, Supplier<Optional<Held<R>>> read) {
        Held<R> known = rows.get(key);
        if (known != null) {
            return Optional.of(known);
        }
        if (knowsAll()) {
            return Optional.empty();
        }
        Optional<Held<R>> found = read.get();
        found.ifPresent(row -> rows.put(key, row));
        return found;
    }

    /** Forgets all that is held. */
    void clear() {
        rows.clear();
        knowsAll = false;
    }

    /** Returns the keys of the rows that are held and of which something is true. */
    List<List<Object>> keys(Predicate<Held<R>> condition) {
        return rows.entrySet().stream()
                .filter(row -> condition.test(row.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    void keep(List<Object> key, Optional<Held<R>> row) {
        if (row.isPresent()) {
            rows.put(key, row.get());
        } else {
            rows.remove(key);
        }
    }
}
