package dev.recount.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The pause between two looks at something that is waited for, in which the processor belongs to the work that brings
 * it about.
 */
public final class Pause {

    private static final Duration BRIEF = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Pause() {}

    /** Lets others work for a moment. */
    public static void briefly() {
        LockSupport.parkNanos(BRIEF.toNanos());
    }

    /** Lets others work until something has come about; fails if it has not within a minute. */
    public static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            briefly();
        }
    }
}
