package dev.recount.seal.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Gaps, held against a set of all that is in them. */
class GapsTest {

    @Test
    void holdWhatWasAddedAndNotTakenOut() {
        var random = new Random(3);
        var gaps = new Gaps();
        var expected = new TreeSet<Long>();
        long next = 0;
        for (int step = 0; step < 2_000; step++) {
            if (random.nextInt(3) == 0) {
                long from = next + random.nextInt(3);
                long to = from + random.nextInt(6);
                gaps.add(from, to);
                for (long index = from; index < to; index++) {
                    expected.add(index);
                }
                next = Math.max(next, to);
            } else {
                long index = random.nextLong(next + 2);
                gaps.remove(index);
                expected.remove(index);
            }
            assertThat(gaps.count()).isEqualTo(expected.size());
        }
        var all = new ArrayList<Long>();
        gaps.forEach(all::add);
        assertThat(all).containsExactlyElementsOf(expected);
    }
}
