package dev.recount.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.handler.ManualClock;
import dev.recount.model.personal.Subject;
import dev.recount.privacy.settings.KeyMemory;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The bounds of what is kept of keys in memory. */
class KeyCacheTest {

    private static final Duration AGE = Duration.ofSeconds(10);
    private static final Subject ADA = new Subject("customer", "1");
    private static final Subject BEN = new Subject("customer", "2");
    private static final Subject CAT = new Subject("customer", "3");

    private final ManualClock clock = new ManualClock();
    private final KeyCache cache = new KeyCache(new KeyMemory(2, AGE), clock);
    private final StoredState present = present();

    private static StoredState present() {
        return new StoredState(new KeyState.Present(SubjectKey.of(SubjectKey.draw())));
    }

    @Test
    void forgetsTheSubjectThatWasAskedForLeastRecently() {
        cache.put(ADA, present, clock.instant());
        cache.put(BEN, present, clock.instant());
        assertThat(cache.fresh(ADA)).isPresent();

        cache.put(CAT, present, clock.instant());

        assertThat(cache.size()).isEqualTo(2);
        assertThat(cache.fresh(BEN)).isEmpty();
        assertThat(cache.fresh(ADA)).isPresent();
        assertThat(cache.fresh(CAT)).isPresent();
    }

    @Test
    void doesNotRelyOnWhatWasFetchedTooLongAgo() {
        cache.put(ADA, present, clock.instant());

        clock.advance(AGE.minusMillis(1));
        assertThat(cache.fresh(ADA)).contains(present.state());
        clock.advance(Duration.ofMillis(1));
        assertThat(cache.fresh(ADA)).isEmpty();
        assertThat(cache.last(ADA)).contains(present);
    }

    @Test
    void doesNotRelyOnWhatIsOfTheFuture() {
        cache.put(ADA, present, clock.instant());

        clock.advance(Duration.ofSeconds(-1));

        assertThat(cache.fresh(ADA)).isEmpty();
    }

    @Test
    void keepsThatASubjectWasErasedThoughAKeyIsFetchedFromBefore() {
        var erased = new StoredState(new KeyState.Erased(Instant.EPOCH));
        cache.put(ADA, erased, clock.instant());

        cache.put(ADA, present, clock.instant());

        assertThat(cache.fresh(ADA)).contains(erased.state());
    }

    @Test
    void forgetsOneOrAll() {
        cache.put(ADA, present, clock.instant());
        cache.put(BEN, present, clock.instant());

        cache.forget(ADA);
        assertThat(cache.fresh(ADA)).isEmpty();
        assertThat(cache.fresh(BEN)).isPresent();

        cache.clear();
        assertThat(cache.size()).isZero();
    }
}
