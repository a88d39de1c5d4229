package dev.recount.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The accounts that payments go to. */
class SpreadTest {

    private static final int ACCOUNTS = 100;
    private static final int PAYMENTS = 200_000;

    private static long[] counts(Spread spread) {
        var counts = new long[ACCOUNTS];
        var random = new SplittableRandom(42);
        for (int i = 0; i < PAYMENTS; i++) {
            counts[spread.account(random.nextLong())]++;
        }
        return counts;
    }

    @Test
    void followZipfsLaw() {
        long[] counts = counts(Spread.zipf(ACCOUNTS));

        for (int rank = 2; rank <= 20; rank++) {
            double expected = Math.pow(rank, -Spread.ZIPF_EXPONENT);
            assertThat((double) counts[rank - 1] / counts[0]).isCloseTo(expected, within(0.1 * expected));
        }
        assertThat(counts[ACCOUNTS - 1]).isPositive();
    }

    @Test
    void areAllOrOne() {
        assertThat(LongStream.of(counts(Spread.even(ACCOUNTS))).boxed().toList())
                .allSatisfy(count -> assertThat(count).isBetween(1_700L, 2_300L));
        assertThat(counts(Spread.one())[0]).isEqualTo(PAYMENTS);
    }
}
