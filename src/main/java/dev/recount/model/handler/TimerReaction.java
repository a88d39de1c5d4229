package dev.recount.model.handler;

import dev.recount.model.StreamId;

/**
 * The reaction of a handler to a timer that it has set and that is due; the rules of {@link Reaction} hold for it too.
 */
@FunctionalInterface
public interface TimerReaction {

    /**
     * Does what is due.
     *
     * @param timer the name under which the timer was set
     * @param stream the stream of the event that set it
     * @throws Exception if it could not be done now
     */
    void react(String timer, StreamId stream, Effects effects) throws Exception;

    /**
     * Tells whether a timer that is due waits until what came before it for its stream is seen to, as it does unless
     * this says otherwise. One that does not wait is due in time also where an event waits for a person, and events do
     * not wait for it either.
     */
    default boolean waits() {
        return true;
    }
}
