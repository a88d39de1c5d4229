package dev.recount.model.view;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The rows of a view, as they are after all events before the one at hand.
 *
 * <p>A key is given as the values of the view's key components, in their order.
 *
 * @param <R> the row
 */
public interface Rows<R> {

    /** Returns the row of this key, if there is one. */
    Optional<R> get(Object... key);

    /** Keeps this row, in place of the one with its key if there is one. */
    void put(R row);

    /** Removes the row of this key, if there is one. */
    void remove(Object... key);

    /**
     * Changes the row of this key.
     *
     * @throws IllegalStateException if there is no such row, or the change gave it another key
     */
    default void update(UnaryOperator<R> change, Object... key) {
        put(change.apply(
                get(key).orElseThrow(() -> new IllegalStateException("there is no row " + java.util.List.of(key)))));
    }

    /** Changes the row that has the key of the given one; if there is none, the given one is changed and kept. */
    void updateOrPut(R initial, UnaryOperator<R> change);
}
