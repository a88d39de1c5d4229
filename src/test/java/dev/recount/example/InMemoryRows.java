package dev.recount.example;

import dev.recount.example.InMemory.Logged;
import dev.recount.model.view.Rows;
import dev.recount.model.view.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The rows of a view in memory. */
public final class InMemoryRows<R extends Record> implements Rows<R> {

    private final View<R> view;
    private final Map<List<Object>, R> rows = new LinkedHashMap<>();

    public InMemoryRows(View<R> view) {
        this.view = view;
    }

    /** Changes the rows as these events demand. */
    public InMemoryRows<R> project(List<Logged> log) {
        for (Logged logged : log) {
            view.source(logged.context().stream().type()).ifPresent(source -> project(source, logged));
        }
        return this;
    }

    private <E> void project(View.Source<E, R> source, Logged logged) {
        source.projection().project(source.type().events().base().cast(logged.event()), logged.context(), this);
    }

    /** Returns all rows, in the order in which they came. */
    public List<R> all() {
        return List.copyOf(rows.values());
    }

    @Override
    public Optional<R> get(Object... key) {
        return Optional.ofNullable(rows.get(List.of(key)));
    }

    @Override
    public void put(R row) {
        rows.put(key(row), row);
    }

    @Override
    public void remove(Object... key) {
        rows.remove(List.of(key));
    }

    @Override
    public void updateOrPut(R initial, UnaryOperator<R> change) {
        put(change.apply(rows.getOrDefault(key(initial), initial)));
    }

    private List<Object> key(R row) {
        var key = new ArrayList<Object>();
        for (String name : view.key()) {
            var component = Arrays.stream(view.row().getRecordComponents())
                    .filter(candidate -> candidate.getName().equals(name))
                    .findFirst()
                    .orElseThrow();
            try {
                key.add(component.getAccessor().invoke(row));
            } catch (ReflectiveOperationException hidden) {
                throw new LinkageError(hidden.getMessage(), hidden);
            }
        }
        return key;
    }
}
