package dev.recount.model.handler;

import dev.recount.model.type.StreamType;

/**
 * A command with the stream that it is for.
 *
 * @param id the id of the stream
 */
public record Addressed<C>(StreamType<?, C, ?> type, String id, C command) {

    /** Returns a command for a stream. */
    public static <C> Addressed<C> to(StreamType<?, C, ?> type, String id, C command) {
        return new Addressed<>(type, id, command);
    }
}
