package dev.recount.model.process;

import dev.recount.model.StreamId;
import dev.recount.model.type.StreamType;
import java.util.Optional;

/**
 * A command to a stream, and perhaps the one that undoes it.
 *
 * @param undo what is sent to the same stream to undo the command, once it was accepted
 * @param <C> the commands of the stream's type
 */
public record Send<C>(StreamType<?, C, ?> type, StreamId stream, C command, Optional<C> undo) {

    /**
     * Returns a command to a stream.
     *
     * @throws IllegalArgumentException if the id cannot be that of a stream
     */
    public static <C> Send<C> to(StreamType<?, C, ?> type, String id, C command) {
        return new Send<>(type, new StreamId(type.name(), id), command, Optional.empty());
    }

    /** Says by which command to the same stream this one is undone, when the process compensates. */
    public Send<C> undoneBy(C undoing) {
        return new Send<>(type, stream, command, Optional.of(undoing));
    }
}
