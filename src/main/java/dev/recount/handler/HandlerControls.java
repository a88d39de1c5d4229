package dev.recount.handler;

import dev.recount.cluster.singleton.Singletons;
import dev.recount.database.sql.DatabaseException;
import dev.recount.handler.store.HandlerStore;
import dev.recount.handler.store.PendingQueue;
import dev.recount.handler.store.TimerPlace;
import dev.recount.handler.store.Work;
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
 * A handler as any node of the cluster sees it. Every method but {@link #look} blocks; it throws
 * {@link DatabaseException} when the database is away, and
 * {@link dev.recount.cluster.singleton.UnreachableException} when the node that does the handler's work does not
 * answer.
 */
public final class HandlerControls {

    /** A pause waits for the reactions that run. */
    private static final Duration JOURNEY = Duration.ofSeconds(5);

    private final String name;
    private final PerJournal<HandlerPartition> partitions;
    private final Singletons singletons;
    private final PerJournal<PendingQueue> queues;
    private final HandlerStore store;
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
        this.store = store;
        this.timeout = longestReaction.plus(JOURNEY);
    }

    public String name() {
        return name;
    }

    /** Returns where the handler stands, or fails, within a second. */
    public HandlerStatus status() {
        return joined(look());
    }

    /** Tells where the handler stands within a second; fails as the methods that block do. */
    public CompletionStage<HandlerStatus> look() {
        return told(HandlerMessage.Order.NONE, Singletons.LOOK_TIMEOUT);
    }

    /**
     * Stops working until the handler is resumed, even if the server is started again; reactions that run are let
     * finish.
     */
    public HandlerStatus pause() {
        return joined(told(HandlerMessage.Order.PAUSE, timeout));
    }

    /** Goes on after a pause. */
    public HandlerStatus resume() {
        return joined(told(HandlerMessage.Order.RESUME, timeout));
    }

    /** All partitions are told at once, and it stands where they stand together. */
    private CompletionStage<HandlerStatus> told(HandlerMessage.Order order, Duration most) {
        List<CompletionStage<HandlerStatus>> asked = partitions.all().stream()
                .map(partition -> singletons
                        .<HandlerReply>ask(
                                partition.singleton(), replyTo -> new HandlerMessage.Tell(order, replyTo), most)
                        .thenApply(HandlerControls::standing))
                .toList();
        return asked.stream()
                .reduce((one, other) -> one.thenCombine(other, HandlerStatus::with))
                .orElseThrow();
    }

    private static HandlerStatus standing(HandlerReply reply) {
        return switch (reply) {
            case HandlerReply.Standing(var status) -> status;
            case HandlerReply.Changed _ -> throw new IllegalStateException("nothing was to be changed");
            case HandlerReply.Failed(var problem) -> throw new DatabaseException(problem);
        };
    }

    /** Returns what is pending after an id, in order, at most so much. */
    public List<PendingQueue.Listed> pending(long after, int limit) {
        return queues.all().stream()
                .flatMap(queue -> queue.page(after, limit).stream())
                .sorted(Comparator.comparingLong(listed -> listed.pending().id()))
                .limit(limit)
                .toList();
    }

    /** Returns the timers that come after a place, in the order in which they are due, at most so many. */
    public List<Work.Timer> timers(TimerPlace after, int limit) {
        return store.timers(
                partitions.all().stream().map(HandlerPartition::name).toList(), after, limit);
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
        return switch (joined(singletons.ask(partitions.of(stream).singleton(), change::apply, timeout))) {
            case HandlerReply.Changed(var found) -> found;
            case HandlerReply.Standing _ -> throw new IllegalStateException("nobody asked where it stands");
            case HandlerReply.Failed(var problem) -> throw new DatabaseException(problem);
        };
    }

    private static <T> T joined(CompletionStage<T> asked) {
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
