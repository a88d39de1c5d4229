package dev.recount.model.boundary;

import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.StreamId;

/**
 * The rules of a command that is decided on the events of several streams, and not on its own stream's state alone.
 *
 * <p>Its events are stored only if nothing that it selects was stored since it was decided on; else it is decided on
 * again. All methods are pure functions, as those of an {@link dev.recount.model.Aggregate}.
 *
 * @param <M> what is made of the selected events: the decision model, an immutable record
 * @param <S> the state of the stream that the command is sent to, which stores its events
 * @param <K> the command
 * @param <E> the events of that stream
 */
public interface Boundary<M, S, K, E> {

    /** Returns which events a command is decided on. */
    Selection selection(StreamId stream, K command);

    /** Returns the model before the first event. */
    M initial();

    /** Returns the model after an event that is selected; they come in the order of the log. */
    M evolve(M model, StreamId stream, Object event);

    /** Decides on a command, in the place of the aggregate of its stream. */
    Decision<E> decide(M model, S state, K command, Context context);
}
