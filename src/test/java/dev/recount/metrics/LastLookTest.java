package dev.recount.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.database.sql.DatabaseException;
import dev.recount.server.Pause;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Looks at a database that answers, does not, or refuses. */
class LastLookTest {

    private static final Look NOTHING = new Look(List.of(Optional.empty()), List.of(), List.of(), Map.of(), List.of());
    private static final Duration LONG = Duration.ofMinutes(1);

    private static Look failing() {
        throw new DatabaseException("the database is away");
    }

    private static void renew(LastLook look, Duration most) {
        look.renewed(most).toCompletableFuture().join();
    }

    /** Looks again and again until something is so. */
    private static void renewUntil(LastLook look, Supplier<Boolean> expected) {
        while (!expected.get()) {
            renew(look, LONG);
            Pause.briefly();
        }
    }

    @Test
    void whatWasFoundStaysKnownWhileTheDatabaseIsAway() {
        var answers = new AtomicInteger();
        try (var look = new LastLook(() -> answers.getAndIncrement() == 1 ? failing() : NOTHING, 1)) {
            assertThat(look.up()).isFalse();
            renew(look, LONG);
            assertThat(look.up()).isTrue();

            renewUntil(look, () -> !look.up());
            assertThat(look.last()).hasValue(NOTHING);
            renewUntil(look, look::up);
        }
    }

    @Test
    void nobodyWaitsForADatabaseThatDoesNotAnswerAndItIsAskedOnce() {
        var hanging = new CountDownLatch(1);
        var asked = new AtomicInteger();
        try (var look = new LastLook(
                () -> {
                    asked.incrementAndGet();
                    awaitUninterruptibly(hanging);
                    return NOTHING;
                },
                1)) {
            for (int scrape = 0; scrape < 100; scrape++) {
                renew(look, Duration.ofMillis(1));
            }
            assertThat(look.last()).isEmpty();
            hanging.countDown();
            renewUntil(look, look::up);
            assertThat(asked).hasValue(1);
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            Pause.briefly();
        }
    }
}
