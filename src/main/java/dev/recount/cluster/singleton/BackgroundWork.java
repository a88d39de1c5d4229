package dev.recount.cluster.singleton;

import dev.recount.cluster.ClusterMessage;
import org.jspecify.annotations.Nullable;

/** A piece of work that one node of the cluster does at a time on a thread of its own, and that is asked nothing. */
public abstract class BackgroundWork implements Singleton<ClusterMessage> {

    private final String name;
    private @Nullable Started started;

    /**
     * Names the work.
     *
     * @param name the name by which all nodes know it, and by which its thread is called
     */
    protected BackgroundWork(String name) {
        this.name = name;
    }

    /** A turn of the work, from when it is taken up until it is ended. */
    protected interface Turn {

        /** Does the work, and returns once it is to end. */
        void run();

        /** Lets it end soon. */
        void end();
    }

    private record Started(Turn turn, Thread thread) {}

    /** Prepares a turn; nothing runs yet. */
    protected abstract Turn begin();

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Class<ClusterMessage> messages() {
        return ClusterMessage.class;
    }

    @Override
    public final void receive(ClusterMessage message) {
        throw new IllegalArgumentException(name + " is asked nothing, and was asked " + message);
    }

    @Override
    public final synchronized void start() {
        if (started == null) {
            Turn turn = begin();
            started = new Started(turn, Thread.ofPlatform().name(name).start(turn::run));
        }
    }

    @Override
    public final synchronized void stop() {
        if (started != null) {
            started.turn.end();
            try {
                started.thread.join();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
            started = null;
        }
    }
}
