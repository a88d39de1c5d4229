package dev.recount.model.handler;

import dev.recount.model.EventContext;

/**
 * The reaction of a handler to the correction of an event of one stream type. It is called as a {@link Reaction} is, in
 * its turn among the events of the stream.
 *
 * @param <E> the events of the stream type
 */
@FunctionalInterface
public interface CorrectionReaction<E> {

    /**
     * Does what the correction demands; what was done because of the event as it was is not undone by itself.
     *
     * @param context what is known of the correction: its place, when it was made, and by whom
     * @throws Exception if it could not be done now
     */
    void react(Corrected<E> corrected, EventContext context, Effects effects) throws Exception;
}
