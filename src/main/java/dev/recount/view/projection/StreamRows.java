package dev.recount.view.projection;

import dev.recount.model.StreamId;
import dev.recount.view.table.Held;
import dev.recount.view.table.RowTable;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The rows of one stream as its events would make them: in memory alone, and without a past. Rows of other streams can
 * be read, and not changed.
 */
final class StreamRows<R> extends KeyedRows<R> {

    private final Map<List<Object>, R> rows = new HashMap<>();
    private final Function<List<Object>, Optional<Held<R>>> others;

    /**
     * Begins with rows that the table holds, or has held.
     *
     * @param others finds the rows of other streams
     */
    StreamRows(RowTable<R> table, List<Held<R>> beginning, Function<List<Object>, Optional<Held<R>>> others) {
        super(table.mapping());
        this.others = others;
        beginning.forEach(held -> rows.put(table.key(held.row()), held.row()));
    }

    /** Returns the rows by their keys. */
    Map<List<Object>, R> all() {
        return Map.copyOf(rows);
    }

    @Override
    void at(StreamId of, Instant time) {}

    @Override
    Optional<R> find(List<Object> key) {
        R own = rows.get(key);
        return own != null ? Optional.of(own) : others.apply(key).map(Held::row);
    }

    @Override
    void keep(List<Object> key, R row) {
        requireOwn(key);
        rows.put(key, row);
    }

    @Override
    void drop(List<Object> key) {
        requireOwn(key);
        rows.remove(key);
    }

    private void requireOwn(List<Object> key) {
        Optional<Held<R>> other = rows.containsKey(key) ? Optional.empty() : others.apply(key);
        if (other.isPresent()) {
            throw notOwn(key, "belongs", other.get().stream());
        }
    }
}
