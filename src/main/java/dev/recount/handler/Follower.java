package dev.recount.handler;

import dev.recount.handler.reaction.Attempts;
import dev.recount.handler.reaction.Reactions;
import dev.recount.model.StreamId;
import dev.recount.model.handler.Handler;
import dev.recount.model.handler.RetryPolicy;
import dev.recount.projection.ProjectionProgress;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * A follower of the log that does something about each event, at least once and in the order of its stream: an event
 * handler, or a migration.
 *
 * @param name the name under which it remembers
 * @param streamTypes the stream types whose events it follows
 * @param start the event at which it begins
 * @param retries how it tries again what fails
 * @param beginsPaused whether it rests until it is resumed for the first time
 * @param work what it does about the events of a journal, by its index
 */
public record Follower(
        String name,
        Set<String> streamTypes,
        Handler.Start start,
        RetryPolicy retries,
        boolean beginsPaused,
        IntFunction<Share> work) {

    /**
     * The work for the events of one journal, on the node whose turn it is.
     *
     * @param attempts what is done about each event
     * @param beside what goes on beside that
     */
    public record Share(Attempts attempts, Beside beside) {}

    /** The part of the work that does not follow from an event. */
    @FunctionalInterface
    public interface Beside {

        /** No such part. */
        Beside NOTHING = (_, _) -> () -> {};

        /**
         * Begins it.
         *
         * @param progress how far the events have been seen to
         * @param pending what could not be done yet
         * @return ends it, and returns when it has ended
         */
        Runnable begin(ProjectionProgress progress, Pending pending);
    }

    /** The streams of which an event could not be seen to yet. */
    public interface Pending {

        /** Tells whether a stream is one of them. */
        boolean of(StreamId stream);

        /** Tells whether there are any. */
        boolean any();
    }

    /** Returns an event handler as a follower. */
    static Follower of(Handler handler, HandlerServices services, HandlerSettings settings) {
        return new Follower(
                handler.name(),
                handler.streamTypes(),
                handler.start(),
                handler.retries(),
                false,
                _ -> new Share(
                        new Reactions(handler, services.reactions(), settings.reactionTimeout()), Beside.NOTHING));
    }

    @Override
    public String toString() {
        return name.indexOf(':') < 0 ? "handler " + name : name.replace(":", " ");
    }
}
