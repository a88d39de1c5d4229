package dev.recount.handler;

import dev.recount.handler.store.Counts;
import dev.recount.journal.log.Lag;
import dev.recount.journal.log.Position;

/**
 * Where a handler stands.
 *
 * @param position the position up to which every event was reacted to, or is pending
 * @param lag how far that is behind
 * @param counts what is pending
 */
public record HandlerStatus(String name, State state, Position position, Lag lag, Counts counts) {

    /** Whether it works. */
    public enum State {
        /** It reacts to events as they come. */
        RUNNING,
        /** It was told to rest until it is resumed. */
        PAUSED
    }
}
