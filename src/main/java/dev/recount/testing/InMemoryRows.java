package dev.recount.testing;

import dev.recount.model.StreamId;
import dev.recount.model.type.StreamType;
import dev.recount.model.view.Rows;
import dev.recount.model.view.View;
import dev.recount.testing.InMemoryStreams.Logged;
import dev.recount.view.table.RowMapping;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The rows of a view in memory, each turned into the values of its columns and back as a table does it.
 *
 * @param <R> the row
 */
public final class InMemoryRows<R extends Record> implements Rows<R> {

    private final View<R> view;
    private final RowMapping<R> mapping;
    private final Map<List<Object>, R> rows = new LinkedHashMap<>();
    private final Map<List<Object>, StreamId> streams = new HashMap<>();
    private final Map<StreamId, Object> states = new HashMap<>();
    private Optional<StreamId> stream = Optional.empty();

    /**
     * Starts with no rows.
     *
     * @throws dev.recount.model.DomainException if the view's rows cannot be kept in a table
     */
    public InMemoryRows(View<R> view) {
        this.view = view;
        this.mapping = new RowMapping<>(view);
    }

    /** Changes the rows as these events demand. */
    public InMemoryRows<R> project(List<Logged> log) {
        for (Logged logged : log) {
            view.source(logged.context().stream().type()).ifPresent(source -> project(source, logged));
        }
        return this;
    }

    private <E> void project(View.Source<E, R> source, Logged logged) {
        stream = view.isByStream() ? Optional.of(logged.context().stream()) : Optional.empty();
        Object happened = source.isOfStates() ? stateAfter(source.type(), logged) : logged.event();
        source.projection().project(source.kind().cast(happened), logged.context(), this);
    }

    @SuppressWarnings("unchecked") // the states of a stream are of its type
    private <S, F> S stateAfter(StreamType<S, ?, F> type, Logged logged) {
        StreamId of = logged.context().stream();
        S before = (S) states.getOrDefault(of, type.aggregate().initial());
        S after = type.aggregate().evolve(before, type.events().base().cast(logged.event()));
        states.put(of, after);
        return after;
    }

    /** Returns all rows, in the order in which they came. */
    public List<R> all() {
        return List.copyOf(rows.values());
    }

    @Override
    public Optional<R> get(Object... key) {
        return Optional.ofNullable(rows.get(mapping.keyOf(key)));
    }

    @Override
    public void put(R row) {
        List<Object> key = mapping.keyOfRow(row);
        requireOwn(key);
        rows.put(key, mapping.readBack(row));
        stream.ifPresent(owner -> streams.put(key, owner));
    }

    @Override
    public void remove(Object... key) {
        List<Object> values = mapping.keyOf(key);
        requireOwn(values);
        rows.remove(values);
        streams.remove(values);
    }

    private void requireOwn(List<Object> key) {
        StreamId owner = streams.get(key);
        if (owner != null && !Optional.of(owner).equals(stream)) {
            throw new IllegalStateException(view + ": the row " + key + " belongs to " + owner
                    + ", and rows of the view are changed by their own stream alone");
        }
    }

    @Override
    public void updateOrPut(R initial, UnaryOperator<R> change) {
        put(change.apply(rows.getOrDefault(mapping.keyOfRow(initial), initial)));
    }
}
