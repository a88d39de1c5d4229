package dev.recount.cluster.singleton;

import dev.recount.cluster.ClusterMessage;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * A piece of work that one node of the cluster does at a time, such as a view that follows the log. Every node has an
 * object for it; {@link #start} is called on the one whose turn it is, and {@link #stop} before it is another's.
 *
 * <p>A node that is cut off may go on for a while when another has begun already. What the work writes has to be such
 * that this does no harm.
 *
 * @param <M> what it is asked
 */
public interface Singleton<M extends ClusterMessage> {

    /** Returns the name by which all nodes know the work. */
    String name();

    /** Takes the work up; may block. Where it throws, it is called again a while later. */
    void start();

    /** Ends the work, if it was taken up; may block. */
    void stop();

    /** Returns the type of what it is asked. */
    Class<M> messages();

    /**
     * Sees to what was asked, which names in an {@link ActorRef} who gets the answer; called between start and stop;
     * may block.
     */
    void receive(M message);
}
