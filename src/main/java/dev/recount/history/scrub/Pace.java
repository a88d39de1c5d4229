package dev.recount.history.scrub;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The pace of one thread's work, and its end. */
final class Pace {

    /** A shorter rest would cost more than it gives. */
    private static final long SHORTEST_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final long stepNanos;
    private final CountDownLatch end = new CountDownLatch(1);
    private long due = System.nanoTime();

    /**
     * Begins.
     *
     * @param stepsPerSecond how many steps may be done in a second; 0 for any number
     */
    Pace(int stepsPerSecond) {
        this.stepNanos = stepsPerSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / stepsPerSecond;
    }

    /**
     * Rests as long as it is too early for another step; time that was not used is not made up for.
     *
     * @throws CancellationException if the work is to end
     */
    void step() {
        long now = System.nanoTime();
        due = Math.max(due, now - SHORTEST_REST_NANOS) + stepNanos;
        if (due - now > SHORTEST_REST_NANOS) {
            rest(Duration.ofNanos(due - now));
        }
    }

    /**
     * Rests.
     *
     * @throws CancellationException if the work is to end
     */
    void rest(Duration time) {
        try {
            if (end.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new CancellationException("the work ends");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the work ends");
        }
    }

    /** Lets the work end with its next step. */
    void end() {
        end.countDown();
    }
}
