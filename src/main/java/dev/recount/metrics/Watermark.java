package dev.recount.metrics;

import java.time.Duration;
import java.util.Optional;

/** The age of the open transaction that keeps younger events from all readers, as far as it was looked for. */
final class Watermark {

    private Optional<Long> transaction = Optional.empty();
    private long seenNanos;

    /** Takes notice of the oldest open transaction, if there is one; tells since when that one is known. */
    Duration age(Optional<Long> oldest, long nowNanos) {
        if (!oldest.equals(transaction)) {
            transaction = oldest;
            seenNanos = nowNanos;
        }
        return oldest.isEmpty() ? Duration.ZERO : Duration.ofNanos(nowNanos - seenNanos);
    }
}
