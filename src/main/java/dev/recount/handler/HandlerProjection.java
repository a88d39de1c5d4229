package dev.recount.handler;

import dev.recount.handler.dispatch.HandlerDispatcher;
import dev.recount.handler.dispatch.HandlerWorker;
import dev.recount.log.LogEntry;
import dev.recount.log.position.Position;
import dev.recount.model.StreamId;
import dev.recount.projection.Epoch;
import dev.recount.projection.LogEvents;
import dev.recount.projection.ProjectionProgress;
import dev.recount.projection.RunningProjection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.apache.pekko.projection.Projection;
import org.apache.pekko.projection.ProjectionContext;
import org.apache.pekko.projection.ProjectionId;
import org.apache.pekko.projection.jdbc.javadsl.JdbcProjection;
import org.apache.pekko.stream.javadsl.FlowWithContext;

/** A handler at work, from its start to its end: the projection that gives it events, and what it does about them. */
final class HandlerProjection {

    private static final int SAVE_AFTER_EVENTS = 100;
    private static final Duration SAVE_AFTER = Duration.ofMillis(200);

    /**
     * The events that may be under way for each stream that is reacted to at a time, so that a slow one holds up few
     * others.
     */
    private static final int EVENTS_PER_STREAM = 4;

    private final Follower follower;
    private final ProjectionProgress progress;
    private final HandlerSettings settings;
    private final int window;
    private final HandlerDispatcher dispatcher;
    private final RunningProjection projection;
    private final Runnable endBeside;

    /** Begins to work after what is saved under this id. */
    HandlerProjection(
            ProjectionId id,
            HandlerPartition partition,
            HandlerServices services,
            HandlerSettings settings,
            HandlerWorker.Memory memory,
            Epoch epoch,
            ProjectionProgress progress) {
        this.follower = partition.follower();
        this.progress = progress;
        this.settings = settings;
        this.window = EVENTS_PER_STREAM * settings.parallelism();
        Follower.Share share = follower.work().apply(partition.journal());
        var worker = new HandlerWorker(
                share.attempts(), memory, follower.retries(), settings.parallelism(), services.clock());
        // What was reacted to, but not saved: in the window, in the group being saved, in the next, and in the one
        // filling up.
        this.dispatcher = new HandlerDispatcher(
                partition.name(),
                worker,
                memory,
                services.clock(),
                window + 3 * SAVE_AFTER_EVENTS,
                () -> progress.reached(services.log().reader().head(partition.journal())));
        dispatcher.start();
        var events = new LogEvents(
                services.log().journal(partition.journal()),
                follower.streamTypes(),
                progress,
                dispatcher::beginDelivery);
        Projection<LogEntry> atLeastOnce = JdbcProjection.atLeastOnceFlow(
                        id, events, () -> services.store().session(epoch), flow(), services.system())
                .withSaveOffset(SAVE_AFTER_EVENTS, SAVE_AFTER);
        this.projection = RunningProjection.start(services.system(), atLeastOnce);
        this.endBeside = share.beside().begin(progress, new Follower.Pending() {
            @Override
            public boolean of(StreamId stream) {
                return dispatcher.isPending(stream);
            }

            @Override
            public boolean any() {
                return dispatcher.isAnyPending();
            }
        });
    }

    private FlowWithContext<LogEntry, ProjectionContext, Done, ProjectionContext, ?> flow() {
        return FlowWithContext.<LogEntry, ProjectionContext>create()
                .mapAsync(window, this::react)
                .map(position -> {
                    progress.processed(position);
                    return Done.getInstance();
                });
    }

    private CompletionStage<Position> react(LogEntry entry) {
        return follower.streamTypes().contains(entry.stream().type())
                ? dispatcher.event(entry)
                : CompletableFuture.completedStage(entry.position());
    }

    /** Returns what it does about events. */
    HandlerDispatcher dispatcher() {
        return dispatcher;
    }

    /** Ends it; reactions that run are let finish for a while. */
    void stop() {
        endBeside.run();
        dispatcher.endRetries();
        CompletableFuture<Done> ended = projection.stop().toCompletableFuture();
        ended.completeOnTimeout(Done.getInstance(), settings.stopTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(late -> Done.getInstance())
                .join();
        dispatcher.breakOff();
    }

    /** Waits, after it was stopped, until no reaction runs any more; tells whether that is so. */
    boolean awaitIdle() {
        return dispatcher.awaitIdle(settings.reactionTimeout().plus(settings.stopTimeout()));
    }
}
