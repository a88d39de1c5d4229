package dev.recount.handler;

import dev.recount.handler.store.Counts;
import dev.recount.log.position.Lag;
import dev.recount.log.position.Position;

/**
 * The state of a handler, and how far it has come.
 *
 * @param position the position up to which every event was reacted to, or is pending
 * @param lag how far that is behind
 * @param counts what is pending
 */
public record HandlerStatus(String name, State state, Position position, Lag lag, Counts counts) {

    /**
     * Returns where the handler stands if this and the other are two shares of its work; it rests if one of them does.
     */
    HandlerStatus with(HandlerStatus other) {
        return new HandlerStatus(
                name,
                state == State.RUNNING ? other.state : state,
                position.join(other.position),
                lag.plus(other.lag),
                counts.plus(other.counts));
    }

    /** The states of a handler. */
    public enum State {
        /** It reacts to events as they come. */
        RUNNING,
        /** It was told to rest until it is resumed. */
        PAUSED
    }
}
