package dev.recount.view.projection;

import dev.recount.model.StreamId;
import dev.recount.view.table.RowMapping;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Rows in memory alone, which begin as they are said to be, and of which nothing is written. */
final class FoldedRows<R> extends KeyedRows<R> {

    private final Map<List<Object>, Optional<R>> rows = new HashMap<>();
    private final Function<List<Object>, Optional<R>> beginning;

    FoldedRows(RowMapping<R> mapping, Function<List<Object>, Optional<R>> beginning) {
        super(mapping);
        this.beginning = beginning;
    }

    @Override
    void at(StreamId of, Instant time) {}

    @Override
    Optional<R> find(List<Object> key) {
        return rows.computeIfAbsent(key, beginning);
    }

    @Override
    void keep(List<Object> key, R row) {
        rows.put(key, Optional.of(row));
    }

    @Override
    void drop(List<Object> key) {
        rows.put(key, Optional.empty());
    }
}
