package dev.recount.cluster.singleton;

import dev.recount.cluster.ClusterMessage;

/**
 * A piece of work on this node: taken up and ended one after the other, and never taken up once the node is leaving.
 */
final class Hosted<M extends ClusterMessage> {

    private final Singleton<M> singleton;
    private boolean leaving;

    Hosted(Singleton<M> singleton) {
        this.singleton = singleton;
    }

    String name() {
        return singleton.name();
    }

    synchronized void start() {
        if (!leaving) {
            singleton.start();
        }
    }

    synchronized void stop() {
        singleton.stop();
    }

    synchronized void leave() {
        leaving = true;
        singleton.stop();
    }

    void receive(ClusterMessage message) {
        singleton.receive(singleton.messages().cast(message));
    }
}
