package dev.recount.replay.world.reaction;

import dev.recount.model.StreamId;
import dev.recount.model.handler.CommandAnswer;
import dev.recount.model.type.StreamType;
import java.util.Optional;

/** A world as handlers reach it. */
public interface ReactingWorld {

    /**
     * Has a command decided on.
     *
     * @throws IllegalArgumentException if the world has no such stream type
     */
    CommandAnswer send(SentCommand command);

    /**
     * Returns the rejection that a command would have; nothing happens.
     *
     * @throws IllegalArgumentException if the world has no such stream type
     */
    Optional<CommandAnswer.Rejected> rejection(SentCommand command);

    /** Returns the state of a stream; empty if it has no event. */
    <S> Optional<S> state(StreamType<S, ?, ?> type, StreamId stream);

    /** A handler has failed on an event, which it will not see again. */
    void failed(String handler, Cause cause, Throwable failure);
}
