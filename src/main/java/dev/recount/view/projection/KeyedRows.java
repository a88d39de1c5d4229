package dev.recount.view.projection;

import dev.recount.model.StreamId;
import dev.recount.model.view.Rows;
import dev.recount.view.table.RowMapping;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The rows of a view, found by their keys as a table has them. */
public abstract class KeyedRows<R> implements Rows<R> {

    private final RowMapping<R> mapping;

    KeyedRows(RowMapping<R> mapping) {
        this.mapping = mapping;
    }

    /** Sets the stream and the time of the event whose changes follow. */
    abstract void at(StreamId of, Instant time);

    abstract Optional<R> find(List<Object> key);

    abstract void keep(List<Object> key, R row);

    abstract void drop(List<Object> key);

    @Override
    public final Optional<R> get(Object... key) {
        return find(mapping.keyOf(key));
    }

    @Override
    public final void put(R row) {
        keep(mapping.keyOfRow(row), row);
    }

    @Override
    public final void remove(Object... key) {
        drop(mapping.keyOf(key));
    }

    @Override
    public final void update(UnaryOperator<R> change, Object... key) {
        List<Object> values = mapping.keyOf(key);
        R before = find(values).orElseThrow(() -> new IllegalStateException("there is no row " + List.of(key)));
        keepChanged(values, change.apply(before));
    }

    @Override
    public final void updateOrPut(R initial, UnaryOperator<R> change) {
        List<Object> key = mapping.keyOfRow(initial);
        keepChanged(key, change.apply(find(key).orElse(initial)));
    }

    static IllegalStateException notOwn(List<Object> key, String belongs, Optional<StreamId> owner) {
        return new IllegalStateException("the row " + key + " " + belongs + " to "
                + owner.map(StreamId::toString).orElse("no stream")
                + ", and rows of the view are changed by their own stream alone");
    }

    private void keepChanged(List<Object> key, R row) {
        if (!mapping.keyOfRow(row).equals(key)) {
            throw new IllegalStateException("the change gave the row " + key + " the key " + mapping.keyOfRow(row));
        }
        keep(key, row);
    }
}
