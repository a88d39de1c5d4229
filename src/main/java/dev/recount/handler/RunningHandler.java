package dev.recount.handler;

import dev.recount.cluster.singleton.Singleton;
import dev.recount.handler.dispatch.HandlerWorker;
import dev.recount.handler.store.HandlerStore;
import dev.recount.handler.store.StartingPoint;
import dev.recount.log.position.Position;
import dev.recount.model.StreamId;
import dev.recount.model.handler.Handler;
import dev.recount.projection.ProjectionProgress;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.pekko.projection.ProjectionId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A handler, for one journal, on the node whose turn it is, at work or paused; every method blocks while the database
 * is asked.
 */
final class RunningHandler implements Singleton<HandlerMessage> {

    private static final Logger LOG = LoggerFactory.getLogger(RunningHandler.class);

    private final HandlerPartition partition;
    private final HandlerServices services;
    private final HandlerSettings settings;
    private final ProjectionId projectionId;
    private final StartingPoint startingPoint;
    private final HandlerWorker.Memory memory;
    private final ProjectionProgress progress = new ProjectionProgress();
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable HandlerProjection running;

    RunningHandler(HandlerPartition partition, HandlerServices services, HandlerSettings settings) {
        this.partition = partition;
        this.services = services;
        this.settings = settings;
        this.projectionId = ProjectionId.of(partition.singleton(), "1");
        HandlerStore store = services.store();
        this.startingPoint = store.startingPoint(projectionId);
        this.memory = new HandlerWorker.Memory(store.pending(partition.name()), store.timers(partition.name()));
    }

    @Override
    public String name() {
        return partition.singleton();
    }

    /** Notes from where on the handler sees events, unless it has begun before. */
    void begin() {
        if (partition.follower().beginsPaused()) {
            startingPoint.beginPaused(services.clock().instant());
        }
        if (partition.follower().start() == Handler.Start.NOW) {
            startingPoint.beginAfter(
                    services.log().reader().head(partition.journal()),
                    services.clock().instant());
        }
    }

    /** Begins to work where the handler had come to, unless it is paused. */
    @Override
    public void start() {
        locked(() -> {
            if (running == null && !startingPoint.paused()) {
                run();
            }
        });
    }

    private void run() {
        running = new HandlerProjection(
                projectionId, partition, services, settings, memory, startingPoint.takeOver(), progress);
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Stops working until the handler is resumed, even if the server is started again; reactions that run are let
     * finish.
     */
    private void pause() {
        locked(() -> {
            startingPoint.pause(true, services.clock().instant());
            rest();
        });
    }

    /** Goes on after a pause. */
    private void resume() {
        locked(() -> {
            startingPoint.pause(false, services.clock().instant());
            if (running == null) {
                run();
            }
        });
    }

    /** Stops working, as the server does; reactions that run are let finish for a while. */
    @Override
    public void stop() {
        locked(() -> {
            HandlerProjection before = running;
            if (before != null) {
                before.stop();
                running = null;
            }
        });
    }

    /** A reaction that goes on after this could be done twice at once, by a resumed handler too. */
    private void rest() {
        HandlerProjection before = running;
        if (before != null) {
            before.stop();
            try {
                startingPoint.moveUpTo(progress.position(), services.clock().instant());
            } finally {
                running = null;
            }
            if (!before.awaitIdle()) {
                LOG.error("{} still works after it was paused", partition);
            }
        }
    }

    @Override
    public Class<HandlerMessage> messages() {
        return HandlerMessage.class;
    }

    @Override
    public void receive(HandlerMessage message) {
        try {
            message.replyTo().tell(reply(message));
        } catch (RuntimeException failure) {
            message.replyTo().tell(new HandlerReply.Failed(String.valueOf(failure.getMessage())));
        }
    }

    private HandlerReply reply(HandlerMessage message) {
        return switch (message) {
            case HandlerMessage.Tell(var order, var _) -> {
                carryOut(order);
                yield new HandlerReply.Standing(status());
            }
            case HandlerMessage.Retry(var stream, var _) ->
                new HandlerReply.Changed(change(stream, () -> memory.queue().release(stream)));
            case HandlerMessage.Drop(var stream, var id, var _) ->
                new HandlerReply.Changed(change(stream, () -> memory.queue().drop(stream, id)));
        };
    }

    private void carryOut(HandlerMessage.Order order) {
        switch (order) {
            case NONE -> {}
            case PAUSE -> pause();
            case RESUME -> resume();
        }
    }

    private HandlerStatus status() {
        boolean runs = current().isPresent();
        Position position = runs ? progress.position() : startingPoint.saved();
        return new HandlerStatus(
                partition.follower().name(),
                runs ? HandlerStatus.State.RUNNING : HandlerStatus.State.PAUSED,
                position,
                services.log()
                        .reader()
                        .lag(partition.journal(), position, services.clock().instant()),
                memory.queue().counts());
    }

    /** Sees to what has become due because the clock was moved. */
    void lookAtClock() {
        current().ifPresent(atWork -> atWork.dispatcher().wake());
    }

    /** Tells whether there is nothing that it could do now: no new event, no timer and no attempt that is due. */
    boolean isIdle() {
        Instant now = services.clock().instant();
        if (current().isEmpty()) {
            return true;
        }
        return services.log()
                                .reader()
                                .lag(partition.journal(), progress.position(), now)
                                .events()
                        == 0
                && memory.timers().nextDue().filter(due -> !due.isAfter(now)).isEmpty()
                && memory.queue().backlogs().stream()
                        .flatMap(backlog -> backlog.next().stream())
                        .allMatch(next -> next.isAfter(now));
    }

    private Optional<HandlerProjection> current() {
        return Optional.ofNullable(running);
    }

    private boolean change(StreamId stream, Supplier<Boolean> change) {
        return begun(stream, change).toCompletableFuture().join();
    }

    /** A change that is begun under the lock is made before the handler is paused, or seen when it is resumed. */
    private CompletionStage<Boolean> begun(StreamId stream, Supplier<Boolean> change) {
        lock.lock();
        try {
            HandlerProjection atWork = running;
            return atWork == null
                    ? CompletableFuture.completedStage(change.get())
                    : atWork.dispatcher().between(stream, change);
        } finally {
            lock.unlock();
        }
    }
}
