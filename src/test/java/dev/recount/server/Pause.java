package dev.recount.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The pause between two looks at something that is waited for, in which the processor belongs to the work that brings
 * it about.
 */
public final class Pause {

    private static final Duration BRIEF = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private Pause() {}

    /** Lets others work for a moment. */
    public static void briefly() {
        LockSupport.parkNanos(BRIEF.toNanos());
    }

    /** Returns what is there once it is as it is waited for; fails if it is not within minutes. */
    public static <T> T untilThere(Supplier<T> look, Predicate<T> condition) {
        var seen = new AtomicReference<T>();
        until(() -> {
            T now = look.get();
            seen.set(now);
            return condition.test(now);
        });
        return seen.get();
    }

    /** Lets others work until something has come about; fails if it has not within minutes. */
    public static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            briefly();
        }
    }
}
