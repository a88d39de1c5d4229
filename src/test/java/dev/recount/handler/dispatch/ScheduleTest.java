package dev.recount.handler.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.handler.ManualClock;
import dev.recount.model.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A schedule under a clock that is moved without a word. */
class ScheduleTest {

    private final ManualClock clock = new ManualClock();
    private final Instant begun = clock.instant();
    private final BlockingQueue<String> done = new LinkedBlockingQueue<>();
    private final Schedule schedule = new Schedule("test", clock, new Schedule.Task() {
        @Override
        public void retry(StreamId stream) {
            done.add(stream.toString());
        }

        @Override
        public void ring() {
            done.add("ring");
        }
    });

    @BeforeEach
    void start() throws InterruptedException {
        schedule.start();
        assertThat(done.poll(10, TimeUnit.SECONDS))
                .as("timers are seen to at once")
                .isEqualTo("ring");
    }

    @AfterEach
    void stop() {
        schedule.close();
    }

    @Test
    void seesToWhatIsDueSoonAfterTheClockWasMoved() throws InterruptedException {
        schedule.timerAt(begun.plus(Duration.ofDays(1)));
        schedule.retryAt(begun.plus(Duration.ofDays(2)), new StreamId("account", "1"));

        clock.advance(Duration.ofDays(1));
        long moved = System.nanoTime();
        assertThat(done.poll(10, TimeUnit.SECONDS)).isEqualTo("ring");
        assertThat(Duration.ofNanos(System.nanoTime() - moved)).isLessThan(Duration.ofSeconds(5));

        clock.advance(Duration.ofDays(1));
        assertThat(done.poll(10, TimeUnit.SECONDS)).isEqualTo("account/1");
    }
}
