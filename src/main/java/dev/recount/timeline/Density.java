package dev.recount.timeline;

import java.time.Instant;
import java.util.List;

/**
 * The density of events over a time, and its marks.
 *
 * @param span the time
 * @param first when the first event of the whole log happened
 * @param last when the last one did
 * @param buckets how many events happened in each part of the time, from the first part to the last
 * @param marks the marks, in the order of their times
 * @param marksLeftOut how many things are worth a mark and are told by that of another one alone
 */
public record Density(Span span, Instant first, Instant last, List<Long> buckets, List<Mark> marks, long marksLeftOut) {

    public Density {
        buckets = List.copyOf(buckets);
        marks = List.copyOf(marks);
    }

    /** Returns how many events happened in all of the time. */
    public long events() {
        return buckets.stream().mapToLong(Long::longValue).sum();
    }
}
