package dev.recount.http.events;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The place of one among the subscriptions that there may be at once; free again once, whatever ends it. */
final class Seat {

    /** The server does not tell when a connection has gone before its answer was begun. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Semaphore free;
    private final CompletableFuture<@Nullable Void> taken = new CompletableFuture<>();
    private final AtomicBoolean left = new AtomicBoolean();

    /** Takes a place that has been acquired. */
    Seat(Semaphore free) {
        this.free = free;
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
            free.release();
        }
    }
}
