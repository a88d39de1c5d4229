package dev.recount.handler;

import dev.recount.handler.store.HandlerStore;
import dev.recount.handler.store.PendingQueue;
import dev.recount.handler.store.StartingPoint;
import dev.recount.journal.log.Position;
import dev.recount.journal.projection.Progress;
import dev.recount.model.StreamId;
import dev.recount.model.handler.Handler;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.pekko.projection.ProjectionId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A handler of a running server, at work or paused; every method blocks while the database is asked. */
public final class RunningHandler {

    private static final Logger LOG = LoggerFactory.getLogger(RunningHandler.class);

    private final Handler handler;
    private final Surroundings surroundings;
    private final HandlerSettings settings;
    private final ProjectionId projectionId;
    private final StartingPoint startingPoint;
    private final Desk.Memory memory;
    private final Progress progress = new Progress();
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable HandlerProjection running;

    RunningHandler(Handler handler, Surroundings surroundings, HandlerSettings settings) {
        this.handler = handler;
        this.surroundings = surroundings;
        this.settings = settings;
        this.projectionId = ProjectionId.of("handler-" + handler.name(), "1");
        HandlerStore store = surroundings.store();
        this.startingPoint = store.startingPoint(projectionId);
        this.memory = new Desk.Memory(store.pending(handler.name()), store.timers(handler.name()));
    }

    /** Begins to work where the handler had come to, unless it is paused. */
    void start() {
        locked(() -> {
            if (handler.start() == Handler.Start.NOW) {
                startingPoint.beginAfter(
                        surroundings.log().reader().head(), surroundings.clock().instant());
            }
            if (!startingPoint.paused()) {
                run();
            }
        });
    }

    private void run() {
        running = new HandlerProjection(projectionId, handler, surroundings, settings, memory, progress);
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }

    /** Stops working until the handler is resumed, even if the server is started again; reactions that run are let finish. */
    public void pause() {
        locked(() -> {
            startingPoint.pause(true, surroundings.clock().instant());
            rest();
        });
    }

    /** Goes on after a pause. */
    public void resume() {
        locked(() -> {
            startingPoint.pause(false, surroundings.clock().instant());
            if (running == null) {
                run();
            }
        });
    }

    /** Stops working, as the server does; reactions that run are let finish for a while. */
    void stop() {
        locked(() -> {
            HandlerProjection before = running;
            if (before != null) {
                before.stop();
                running = null;
            }
        });
    }

    /** What goes on after this could be done twice at once with what a resumed handler does. */
    private void rest() {
        HandlerProjection before = running;
        if (before != null) {
            before.stop();
            try {
                startingPoint.moveUpTo(progress.position(), surroundings.clock().instant());
            } finally {
                running = null;
            }
            if (!before.awaitIdle()) {
                LOG.error("{} still works after it was paused", handler);
            }
        }
    }

    public String name() {
        return handler.name();
    }

    /** Returns where the handler stands. */
    public HandlerStatus status() {
        boolean runs = current().isPresent();
        Position position = runs ? progress.position() : startingPoint.saved();
        return new HandlerStatus(
                handler.name(),
                runs ? HandlerStatus.State.RUNNING : HandlerStatus.State.PAUSED,
                position,
                surroundings.log().reader().lag(position, surroundings.clock().instant()),
                memory.queue().counts());
    }

    private Optional<HandlerProjection> current() {
        return Optional.ofNullable(running);
    }

    /** Returns what is pending after an id, in order, at most so much. */
    public List<PendingQueue.Listed> pending(long after, int limit) {
        return memory.queue().page(after, limit);
    }

    /** Has the first of what is pending for a stream tried at once; tells whether there is any. */
    public boolean retry(StreamId stream) {
        return change(stream, () -> memory.queue().release(stream));
    }

    /** Gives up the first of what is pending for a stream, if it is the one of this id; tells whether it was. */
    public boolean drop(StreamId stream, long id) {
        return change(stream, () -> memory.queue().drop(stream, id));
    }

    private boolean change(StreamId stream, Supplier<Boolean> change) {
        return begun(stream, change).toCompletableFuture().join();
    }

    /** What is begun under the lock is done before the handler is paused, or seen when it is resumed. */
    private CompletionStage<Boolean> begun(StreamId stream, Supplier<Boolean> change) {
        lock.lock();
        try {
            HandlerProjection atWork = running;
            return atWork == null
                    ? CompletableFuture.completedStage(change.get())
                    : atWork.activity().between(stream, change);
        } finally {
            lock.unlock();
        }
    }

    /** Looks at the clock again, and sees to what is due. */
    void wake() {
        current().ifPresent(each -> each.activity().wake());
    }
}
