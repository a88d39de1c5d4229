package dev.recount.http.events;

import dev.recount.log.position.Position;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The place of one among the subscriptions that there may be at once; free again once, whatever ends it. */
final class Slot {

    /** The server does not tell when a connection has gone before its answer was begun. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Semaphore free;
    private final Set<Slot> open;
    private final CompletableFuture<@Nullable Void> taken = new CompletableFuture<>();
    private final AtomicBoolean left = new AtomicBoolean();
    private volatile Position reached;

    /**
     * Takes a place that has been acquired.
     *
     * @param open those that are taken, of which this is one until it is free again
     * @param reached where the reader is
     */
    Slot(Semaphore free, Set<Slot> open, Position reached) {
        this.free = free;
        this.open = open;
        this.reached = reached;
        open.add(this);
    }

    /** Notes that the reader has come to a position. */
    void reached(Position position) {
        reached = position;
    }

    /** Returns where the reader is. */
    Position reached() {
        return reached;
    }

    /** Waits for the reader to be there, but not for ever. */
    void awaitReader() {
        var _ = taken.orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).exceptionally(_ -> {
            left();
            return null;
        });
    }

    /** The reader is there. */
    void taken() {
        taken.complete(null);
    }

    /** The reader has gone, or will not come. */
    void left() {
        if (left.compareAndSet(false, true)) {
            open.remove(this);
            free.release();
        }
    }
}
