package dev.recount.http.limit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * The buckets of tokens of those who are held to one pace, each their own: what they do takes tokens, which come back
 * at that pace. A bucket that has become full again is as good as none and is dropped; where there are too many all the
 * same, that which was used least recently is. For any number of threads.
 *
 * @param <K> what tells one from another
 */
public final class Buckets<K> {

    private static final int OLDEST_LOOKED_AT = 2;

    private final Rate rate;
    private final int mostKept;
    private final TimeMeter time;
    private final LinkedHashMap<K, Bucket> kept = new LinkedHashMap<>(16, 0.75f, true);
    private final LongAdder refused = new LongAdder();

    /**
     * Makes the buckets, of which there are none at first.
     *
     * @param nanos the time as {@link System#nanoTime} tells it
     */
    public Buckets(Rate rate, int mostKept, LongSupplier nanos) {
        this.rate = rate;
        this.mostKept = mostKept;
        this.time = new Time(nanos);
    }

    /** Takes a token, or returns after which time there is one. */
    public Optional<Duration> take(K key) {
        if (!rate.isLimited()) {
            return Optional.empty();
        }
        var probe = bucket(key).tryConsumeAndReturnRemaining(1);
        if (probe.isConsumed()) {
            return Optional.empty();
        }
        refused.increment();
        return Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    /** Gives back a token that was taken. */
    public void giveBack(K key) {
        if (rate.isLimited()) {
            bucket(key).addTokens(1);
        }
    }

    /** Takes a token that there may not be yet, and returns the time until there is, for which its taker is to wait. */
    public Duration takeAhead(K key) {
        return rate.isLimited() ? Duration.ofNanos(bucket(key).consumeIgnoringRateLimits(1)) : Duration.ZERO;
    }

    /** Returns how often there was no token. */
    public long refused() {
        return refused.sum();
    }

    private Bucket bucket(K key) {
        synchronized (kept) {
            dropFull();
            Bucket bucket = kept.computeIfAbsent(key, _ -> newBucket());
            if (kept.size() > mostKept) {
                kept.pollFirstEntry();
            }
            return bucket;
        }
    }

    private void dropFull() {
        Iterator<Bucket> oldest = kept.values().iterator();
        for (int looked = 0; looked < OLDEST_LOOKED_AT && oldest.hasNext(); looked++) {
            if (oldest.next().getAvailableTokens() < rate.burst()) {
                return;
            }
            oldest.remove();
        }
    }

    private Bucket newBucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(rate.burst()).refillGreedy(rate.perSecond(), Duration.ofSeconds(1)))
                .withCustomTimePrecision(time)
                .build();
    }

    /** Returns how many buckets are kept. */
    int size() {
        synchronized (kept) {
            return kept.size();
        }
    }

    /** The time, as the library asks for it. */
    private record Time(LongSupplier nanos) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return nanos.getAsLong();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
