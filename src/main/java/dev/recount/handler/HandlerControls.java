package dev.recount.handler;

import dev.recount.cluster.Singletons;
import dev.recount.handler.store.PendingQueue;
import dev.recount.journal.jdbc.JournalException;
import dev.recount.model.StreamId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * A handler as any node of the cluster sees it. Every method blocks; it throws {@link JournalException} when the database is away, and
 * {@link dev.recount.cluster.UnreachableException} when the node that does the handler's work does not answer.
 */
public final class HandlerControls {

    /** A pause waits for the reactions that run. */
    private static final Duration JOURNEY = Duration.ofSeconds(5);

    private final String name;
    private final Singletons singletons;
    private final PendingQueue queue;
    private final Duration timeout;

    /**
     * Reaches a handler.
     *
     * @param longestReaction how long an order may have to wait for what is under way
     */
    HandlerControls(String name, Singletons singletons, PendingQueue queue, Duration longestReaction) {
        this.name = name;
        this.singletons = singletons;
        this.queue = queue;
        this.timeout = longestReaction.plus(JOURNEY);
    }

    public String name() {
        return name;
    }

    /** Returns where the handler stands. */
    public HandlerStatus status() {
        return told(HandlerMessage.Order.NONE);
    }

    /** Stops working until the handler is resumed, even if the server is started again; reactions that run are let finish. */
    public HandlerStatus pause() {
        return told(HandlerMessage.Order.PAUSE);
    }

    /** Goes on after a pause. */
    public HandlerStatus resume() {
        return told(HandlerMessage.Order.RESUME);
    }

    private HandlerStatus told(HandlerMessage.Order order) {
        return switch (ask(replyTo -> new HandlerMessage.Tell(order, replyTo))) {
            case HandlerReply.Standing(var status) -> status;
            case HandlerReply.Changed _ -> throw new IllegalStateException("nothing was to be changed");
            case HandlerReply.Failed(var problem) -> throw new JournalException(problem);
        };
    }

    /** Returns what is pending after an id, in order, at most so much. */
    public List<PendingQueue.Listed> pending(long after, int limit) {
        return queue.page(after, limit);
    }

    /** Has the first of what is pending for a stream tried at once; tells whether there is any. */
    public boolean retry(StreamId stream) {
        return changed(replyTo -> new HandlerMessage.Retry(stream, replyTo));
    }

    /** Gives up the first of what is pending for a stream, if it is the one of this id; tells whether it was. */
    public boolean drop(StreamId stream, long id) {
        return changed(replyTo -> new HandlerMessage.Drop(stream, id, replyTo));
    }

    private boolean changed(Function<ActorRef<HandlerReply>, HandlerMessage> change) {
        return switch (ask(change)) {
            case HandlerReply.Changed(var found) -> found;
            case HandlerReply.Standing _ -> throw new IllegalStateException("nobody asked where it stands");
            case HandlerReply.Failed(var problem) -> throw new JournalException(problem);
        };
    }

    private HandlerReply ask(Function<ActorRef<HandlerReply>, HandlerMessage> question) {
        try {
            return singletons
                    .<HandlerReply>ask(RunningHandler.singleton(name), question::apply, timeout)
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException told) {
                throw told;
            }
            throw failure;
        }
    }
}
