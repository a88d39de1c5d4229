package dev.recount.model.view;

import dev.recount.model.EventContext;

/**
 * The effect of the events of one stream type on the rows of a view.
 *
 * <p>Called for one event after another: those of one stream in the order of their versions, all in the order of the
 * log. What it does must depend on the event, its context and the rows alone, since a view is rebuilt by calling it
 * again. An exception stops the view at this event, and leaves its rows as they were before it.
 *
 * @param <E> the events of the stream type
 * @param <R> the row of the view
 */
@FunctionalInterface
public interface Projection<E, R> {

    /** Changes the rows as the event demands. */
    void project(E event, EventContext context, Rows<R> rows);
}
