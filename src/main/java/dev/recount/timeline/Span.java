package dev.recount.timeline;

import java.time.Instant;

/**
 * A time in parts of one length.
 *
 * @param from its beginning
 * @param seconds the length of a part
 * @param parts how many there are
 */
public record Span(Instant from, long seconds, int parts) {

    /**
     * Returns the time that holds two instants, in at most so many parts, each of which is made of whole grains.
     */
    static Span of(Instant from, Instant to, int most, Grain grain) {
        long first = grain.number(from);
        long count = grain.number(to) - first + 1;
        long each = Math.ceilDiv(count, most);
        return new Span(
                Instant.ofEpochSecond(first * grain.seconds()),
                each * grain.seconds(),
                Math.toIntExact(Math.ceilDiv(count, each)));
    }

    /** Returns its end, which does not belong to it any more. */
    public Instant to() {
        return start(parts);
    }

    /** Returns the beginning of a part, which are counted from 0. */
    public Instant start(int part) {
        return from.plusSeconds(part * seconds);
    }
}
