package dev.recount.stream;

import dev.recount.model.StreamId;
import java.time.Duration;

/**
 * Is told what goes on with streams; its methods are called on the threads that work, and must neither block nor fail.
 */
public interface StreamListener {

    /** Listens to nothing. */
    StreamListener NONE = new StreamListener() {};

    /**
     * A command that was sent from this node has been answered.
     *
     * @param time how long that took
     */
    default void answered(CommandRequest request, Outcome outcome, Duration time) {}

    /** A stream comes into this node's memory. */
    default void entered(StreamId stream) {}

    /**
     * A stream's state has been recounted.
     *
     * @param events how many events had to be read for that
     * @param time how long it took, waiting for the journal included
     */
    default void recovered(StreamId stream, long events, Duration time) {}

    /** A stream has left this node's memory. */
    default void left(StreamId stream) {}
}
