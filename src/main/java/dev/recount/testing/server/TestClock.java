package dev.recount.testing.server;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until it is moved. */
public final class TestClock extends Clock {

    private static final Instant START = Instant.parse("2026-03-31T12:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final Runnable moved;

    /**
     * Starts at 2026-03-31T12:00:00Z.
     *
     * @param moved is told after each move
     */
    TestClock(Runnable moved) {
        this.moved = moved;
    }

    /**
     * Moves the clock forward; timers and repeated attempts that become due by that begin at once.
     *
     * @throws IllegalArgumentException if the duration is negative, as events do not go back in time
     */
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("time does not go back: " + duration);
        }
        now.updateAndGet(time -> time.plus(duration));
        moved.run();
    }

    /**
     * Moves the clock forward to a moment.
     *
     * @throws IllegalArgumentException if the clock is beyond that
     */
    public void advanceTo(Instant moment) {
        advance(Duration.between(now.get(), moment));
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** Returns this clock: whoever reads it reads instants. */
    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
