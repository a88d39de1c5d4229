package dev.recount.stream.pekko;

import dev.recount.model.StreamId;
import dev.recount.stream.StreamListener;
import java.time.Duration;

/** Follows a stream's way into memory, and tells how it went. */
final class Recovery {

    private final StreamId stream;
    private final StreamListener listener;
    private long begunNanos;
    private long events;

    /** Begins. */
    Recovery(StreamId stream, StreamListener listener) {
        this.stream = stream;
        this.listener = listener;
        begin();
    }

    /** Begins anew. */
    void begin() {
        begunNanos = System.nanoTime();
        events = 0;
    }

    /** An event was applied; those that are applied after the end do not count. */
    void applied() {
        events++;
    }

    /** Tells whether it began longer ago than that. */
    boolean isOlderThan(Duration age) {
        return System.nanoTime() - begunNanos > age.toNanos();
    }

    /** The stream is in memory. */
    void end() {
        listener.recovered(stream, events, Duration.ofNanos(System.nanoTime() - begunNanos));
    }
}
