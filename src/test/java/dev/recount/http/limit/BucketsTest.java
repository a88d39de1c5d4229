package dev.recount.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tokens that are taken and come back. */
class BucketsTest {

    private final AtomicLong nanos = new AtomicLong();

    private Buckets<String> buckets(int perSecond, int burst, int most) {
        return new Buckets<>(new Rate(perSecond, burst), most, nanos::get);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void giveTheBurstAtOnceAndThenKeepThePace() {
        Buckets<String> buckets = buckets(2, 3, 10);
        for (int i = 0; i < 3; i++) {
            assertThat(buckets.take("a")).isEmpty();
        }

        assertThat(buckets.take("a")).contains(Duration.ofMillis(500));
        pass(Duration.ofMillis(499));
        assertThat(buckets.take("a")).contains(Duration.ofMillis(1));
        pass(Duration.ofMillis(1));
        assertThat(buckets.take("a")).isEmpty();
        assertThat(buckets.take("a")).contains(Duration.ofMillis(500));
        assertThat(buckets.refused()).isEqualTo(3);
    }

    @Test
    void areEachOnesOwn() {
        Buckets<String> buckets = buckets(1, 1, 10);
        assertThat(buckets.take("a")).isEmpty();

        assertThat(buckets.take("a")).isPresent();
        assertThat(buckets.take("b")).isEmpty();
    }

    @Test
    void limitNothingWhereThereIsNoPace() {
        Buckets<String> buckets = buckets(0, 1, 10);

        assertThat(IntStream.range(0, 100))
                .allSatisfy(_ -> assertThat(buckets.take("a")).isEmpty());
        assertThat(buckets.takeAhead("a")).isZero();
        assertThat(buckets.size()).isZero();
    }

    @Test
    void lendTokensToThoseWhoWaitForThem() {
        Buckets<String> buckets = buckets(10, 2, 10);

        assertThat(buckets.takeAhead("a")).isZero();
        assertThat(buckets.takeAhead("a")).isZero();
        assertThat(buckets.takeAhead("a")).isEqualTo(Duration.ofMillis(100));
        assertThat(buckets.takeAhead("a")).isEqualTo(Duration.ofMillis(200));
        assertThat(buckets.take("a")).contains(Duration.ofMillis(300));
    }

    @Test
    void areNeverMoreThanAreKept() {
        Buckets<String> buckets = buckets(1, 1, 3);
        for (int i = 0; i < 100; i++) {
            assertThat(buckets.take("guest " + i)).isEmpty();
            assertThat(buckets.size()).isLessThanOrEqualTo(3);
        }

        assertThat(buckets.take("guest 99")).isPresent();
        assertThat(buckets.take("guest 97")).isPresent();
    }

    @Test
    void areDroppedOnceTheyAreFullAgain() {
        Buckets<String> buckets = buckets(1, 1, 1_000);
        for (int i = 0; i < 100; i++) {
            buckets.take("guest " + i);
        }
        assertThat(buckets.size()).isEqualTo(100);
        pass(Duration.ofSeconds(1));

        for (int i = 0; i < 51; i++) {
            buckets.takeAhead("one");
        }

        assertThat(buckets.size()).isEqualTo(1);
    }

    @Test
    void areOfANetworkWhereOneHasManyAddresses() throws UnknownHostException {
        assertThat(network("2001:db8:1:2::1")).isEqualTo(network("2001:db8:1:2:ffff::9"));
        assertThat(network("2001:db8:1:2::1")).isNotEqualTo(network("2001:db8:1:3::1"));
        assertThat(network("203.0.113.7")).isEqualTo(network("203.0.113.7")).isNotEqualTo(network("203.0.113.8"));
        assertThat(network("::ffff:203.0.113.7")).isEqualTo(network("203.0.113.7"));
    }

    private static Network network(String address) throws UnknownHostException {
        return Network.of(InetAddress.getByName(address));
    }
}
