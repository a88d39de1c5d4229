package dev.recount.model.handler;

import dev.recount.model.EventContext;

/**
 * The reaction of a handler to the events of one stream type.
 *
 * <p>Called on a thread of its own, so it may wait for what it calls. The events of one stream come one after another
 * in the order of their versions, those of different streams side by side. An exception is a failure: the reaction is
 * tried again later, from its beginning, so whatever it does outside carries {@link Effects#idempotencyKey}.
 *
 * @param <E> the events of the stream type
 */
@FunctionalInterface
public interface Reaction<E> {

    /**
     * Does what the event demands.
     *
     * @throws Exception if it could not be done now
     */
    void react(E event, EventContext context, Effects effects) throws Exception;
}
