package dev.recount.handler;

import dev.recount.cluster.singleton.Singletons;
import dev.recount.database.sql.DatabaseException;
import dev.recount.handler.store.HandlerStore;
import dev.recount.handler.store.PendingQueue;
import dev.recount.journal.spread.PerJournal;
import dev.recount.model.StreamId;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * A handler as any node of the cluster sees it. Every method blocks; it throws {@link DatabaseException} when the
 * database is away, and {@link dev.recount.cluster.singleton.UnreachableException} when the node that does the
 * handler's work does not answer.
 */
public final class HandlerControls {

    /** A pause waits for the reactions that run. */
    private static final Duration JOURNEY = Duration.ofSeconds(5);

    private final String name;
    private final PerJournal<HandlerPartition> partitions;
    private final Singletons singletons;
    private final PerJournal<PendingQueue> queues;
    private final Duration timeout;

    /**
     * Reaches a handler.
     *
     * @param longestReaction how long an order may have to wait for what is under way
     */
    HandlerControls(
            String name,
            PerJournal<HandlerPartition> partitions,
            Singletons singletons,
            HandlerStore store,
            Duration longestReaction) {
        this.name = name;
        this.partitions = partitions;
        this.singletons = singletons;
        this.queues = partitions.map(partition -> store.pending(partition.name()));
        this.timeout = longestReaction.plus(JOURNEY);
    }

    public String name() {
        return name;
    }

    /** Returns where the handler stands. */
    public HandlerStatus status() {
        return told(HandlerMessage.Order.NONE);
    }

    /**
     * Stops working until the handler is resumed, even if the server is started again; reactions that run are let
     * finish.
     */
    public HandlerStatus pause() {
        return told(HandlerMessage.Order.PAUSE);
    }

    /** Goes on after a pause. */
    public HandlerStatus resume() {
        return told(HandlerMessage.Order.RESUME);
    }

    /** All partitions are told at once, and it stands where they stand together. */
    private HandlerStatus told(HandlerMessage.Order order) {
        List<CompletionStage<HandlerReply>> asked = partitions.all().stream()
                .map(partition -> ask(partition, replyTo -> new HandlerMessage.Tell(order, replyTo)))
                .toList();
        return asked.stream()
                .map(HandlerControls::answer)
                .map(reply -> switch (reply) {
                    case HandlerReply.Standing(var status) -> status;
                    case HandlerReply.Changed _ -> throw new IllegalStateException("nothing was to be changed");
                    case HandlerReply.Failed(var problem) -> throw new DatabaseException(problem);
                })
                .reduce(HandlerStatus::with)
                .orElseThrow();
    }

    /** Returns what is pending after an id, in order, at most so much. */
    public List<PendingQueue.Listed> pending(long after, int limit) {
        return queues.all().stream()
                .flatMap(queue -> queue.page(after, limit).stream())
                .sorted(Comparator.comparingLong(listed -> listed.pending().id()))
                .limit(limit)
                .toList();
    }

    /** Has the first of what is pending for a stream tried at once; tells whether there is any. */
    public boolean retry(StreamId stream) {
        return changed(stream, replyTo -> new HandlerMessage.Retry(stream, replyTo));
    }

    /** Gives up the first of what is pending for a stream, if it is the one of this id; tells whether it was. */
    public boolean drop(StreamId stream, long id) {
        return changed(stream, replyTo -> new HandlerMessage.Drop(stream, id, replyTo));
    }

    private boolean changed(StreamId stream, Function<ActorRef<HandlerReply>, HandlerMessage> change) {
        return switch (answer(ask(partitions.of(stream), change))) {
            case HandlerReply.Changed(var found) -> found;
            case HandlerReply.Standing _ -> throw new IllegalStateException("nobody asked where it stands");
            case HandlerReply.Failed(var problem) -> throw new DatabaseException(problem);
        };
    }

    private CompletionStage<HandlerReply> ask(
            HandlerPartition partition, Function<ActorRef<HandlerReply>, HandlerMessage> question) {
        return singletons.ask(partition.singleton(), question::apply, timeout);
    }

    private static HandlerReply answer(CompletionStage<HandlerReply> asked) {
        try {
            return asked.toCompletableFuture().join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException told) {
                throw told;
            }
            throw failure;
        }
    }
}
