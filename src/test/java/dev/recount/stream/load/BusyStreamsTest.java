package dev.recount.stream.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.model.StreamId;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BusyStreamsTest {

    private final AtomicLong nanos = new AtomicLong(-1);
    private final BusyStreams streams = new BusyStreams(nanos::get);

    private static StreamId stock(Object id) {
        return new StreamId("stock", id.toString());
    }

    private void count(Object id, int times) {
        for (int i = 0; i < times; i++) {
            streams.count(stock(id));
        }
    }

    private void pass(long seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    @Test
    void tellsTheBusiestFirst() {
        count("mug", 2);
        count("cup", 3);
        assertThat(streams.busiest()).containsExactly(new BusyStream(stock("cup"), 3), new BusyStream(stock("mug"), 2));
        assertThat(streams.commandsAt(1)).isEqualTo(3);
        assertThat(streams.commandsAt(3)).isZero();
    }

    @Test
    void findsTheBusyOnesAmongMany() {
        for (int round = 0; round < 100; round++) {
            for (int other = 0; other < 100; other++) {
                count(round * 100 + other, 1);
            }
            count("hot", 50);
            count("warm", 20);
        }
        assertThat(streams.busiest().getFirst()).isEqualTo(new BusyStream(stock("hot"), 5_000));
        assertThat(streams.busiest().get(1)).isEqualTo(new BusyStream(stock("warm"), 2_000));
        assertThat(streams.busiest()).hasSize(BusyStreams.TOLD);
        assertThat(streams.commandsAt(3)).as("nobody else's").isEqualTo(1);
    }

    @Test
    void forgetsWhatWasMoreThanAMinuteAgo() {
        count("mug", 5);
        pass(30);
        count("mug", 2);
        pass(40);
        assertThat(streams.busiest()).containsExactly(new BusyStream(stock("mug"), 2));
        pass(60);
        assertThat(streams.busiest()).isEmpty();
    }
}
