package dev.recount.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.log.position.LogPlace;
import dev.recount.log.position.Position;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The progress that a projection reports. */
class ProjectionProgressTest {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final ProjectionProgress progress = new ProjectionProgress();

    private static Position at(long ordering) {
        return Position.of(0, new LogPlace(0, ordering));
    }

    @Test
    void countsWhatIsPassedOverOnceAllBeforeItIsDone() {
        long reading = progress.startAt(at(1));
        progress.emitted(reading, at(3));
        progress.skipped(reading, at(5));
        assertThat(progress.position()).isEqualTo(at(1));

        progress.processed(at(3));

        assertThat(progress.position()).isEqualTo(at(5));
    }

    @Test
    void keepsWhatWasPassedOverWhenTheLogIsReadAnew() {
        long reading = progress.startAt(at(1));
        progress.skipped(reading, at(5));

        progress.startAt(at(1));

        assertThat(progress.position()).isEqualTo(at(5));
        assertThat(progress.reached(at(5)).toCompletableFuture()).isDone();
    }

    @Test
    void doesNotListenToAReadingThatWasGivenUp() {
        long givenUp = progress.startAt(at(1));
        progress.emitted(givenUp, at(3));
        progress.startAt(at(1));

        progress.skipped(givenUp, at(7));

        assertThat(progress.position()).isEqualTo(at(1));
        assertThat(progress.reached(at(3)).toCompletableFuture()).isNotDone();
    }

    @Test
    void forgetsThoseWhoHaveGivenUp() {
        for (int waiter = 0; waiter < 1_000; waiter++) {
            progress.reached(Position.of(0, new LogPlace(0, 3)))
                    .toCompletableFuture()
                    .cancel(false);
        }

        assertThat(progress.waiting()).isZero();
    }

    @Test
    void tellsThoseWhoWaitForWhatHasBeenDone() {
        CompletableFuture<?> waits = progress.reached(at(3)).toCompletableFuture();
        progress.processed(at(2));
        assertThat(waits).isNotDone();

        progress.processed(at(3));

        assertThat(waits).succeedsWithin(PATIENCE);
        assertThat(progress.waiting()).isZero();
    }

    @Test
    void handsOverThoseWhoWaitAndThoseWhoComeLater() {
        var successor = new ProjectionProgress();
        successor.processed(at(3));
        CompletableFuture<?> seen = progress.reached(at(3)).toCompletableFuture();
        CompletableFuture<?> unseen = progress.reached(at(5)).toCompletableFuture();
        CompletableFuture<?> givenUp = progress.reached(at(7)).toCompletableFuture();

        progress.handOverTo(successor);
        CompletableFuture<?> late = progress.reached(at(4)).toCompletableFuture();
        givenUp.cancel(false);

        assertThat(seen).succeedsWithin(PATIENCE);
        assertThat(progress.waiting()).isZero();
        assertThat(successor.waiting()).isEqualTo(2);
        successor.processed(at(5));
        assertThat(late).succeedsWithin(PATIENCE);
        assertThat(unseen).succeedsWithin(PATIENCE);
    }
}
